"""Writes the forms in which county IT sets the policy on Windows, and the policy's reference."""

from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

from app import __version__
from app.i18n import language
from app.policy.reference import Kind, PolicyField, policy_reference
from app.policy.source import REGISTRY_KEY

SCHEMA = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
CATEGORY, SUPPORTED = "Leia", "SUPPORTED_LEIA"
REVISION = "1.0"
HIGHEST_DWORD = 2**32 - 1
LONGEST_TEXT = 1023
ELEMENTS = {
    Kind.TEXT: "text",
    Kind.NUMBER: "decimal",
    Kind.LIST: "multiText",
    Kind.TABLE: "multiText",
}
BOXES = {"text": "textBox", "decimal": "decimalTextBox", "multiText": "multiTextBox"}
REGISTRY_TYPES = {"text": "REG_SZ", "decimal": "REG_DWORD", "multiText": "REG_MULTI_SZ"}
JSON_TYPES = {
    Kind.TEXT: "tekst",
    Kind.NUMBER: "tall",
    Kind.LIST: "liste av tekster",
    Kind.TABLE: "objekt: navn og tall",
}

HINTS = {
    "nb": {
        "about": "Det fylkets IT-avdeling bestemmer for en maskin",
        "choices": "Én per linje: {choices}",
        "lines": "Én per linje.",
        "table": "Én per linje, som NAVN=TALL.",
        "default": "Uten policy: {default}",
        "sign": "Signaturen gjelder alle verdiene samlet: signer på nytt etter hver endring.",
    },
    "en": {
        "about": "What county IT decides for a machine",
        "choices": "One a line: {choices}",
        "lines": "One a line.",
        "table": "One a line, as NAME=NUMBER.",
        "default": "Without a policy: {default}",
        "sign": "The signature covers all values together: sign anew after every change.",
    },
}
"""What only these forms say; the rest comes from the program's catalogue."""


def definitions() -> str:
    """Return Leia.admx: every value as one machine policy."""
    root = _root("policyDefinitions")
    spaces = ET.SubElement(root, "policyNamespaces")
    ET.SubElement(spaces, "target", prefix="leia", namespace="Leia.Policies")
    ET.SubElement(root, "resources", minRequiredRevision=REVISION)
    known = ET.SubElement(ET.SubElement(root, "supportedOn"), "definitions")
    ET.SubElement(known, "definition", name=SUPPORTED, displayName=_string(SUPPORTED))
    categories = ET.SubElement(root, "categories")
    ET.SubElement(categories, "category", name=CATEGORY, displayName=_string(CATEGORY))
    policies = ET.SubElement(root, "policies")
    for field in policy_reference():
        _add_policy(policies, field)
    return _text(root)


def texts() -> str:
    """Return Leia.adml in the language of the moment."""
    root = _root("policyDefinitionResources")
    ET.SubElement(root, "displayName").text = "Leia"
    ET.SubElement(root, "description").text = HINTS[language()]["about"]
    resources = ET.SubElement(root, "resources")
    strings = ET.SubElement(resources, "stringTable")
    _add_string(strings, CATEGORY, "Leia")
    _add_string(strings, SUPPORTED, f"Leia {_release()}")
    boxes = ET.SubElement(resources, "presentationTable")
    for field in policy_reference():
        _add_string(strings, field.name, field.label)
        _add_string(strings, _help(field), "\n\n".join(_explained(field)))
        _add_box(boxes, field)
    return _text(root)


def reference_table() -> str:
    """Return every value a policy can have as a Markdown table, for Norwegian readers."""
    head = ["| navn | hva | JSON | register | verdier | uten policy |", "|---|---|---|---|---|---|"]
    return "\n".join(head + [_row(field) for field in policy_reference()])


def _row(field: PolicyField) -> str:
    cells = (
        f"`{field.name}`",
        f"**{field.label}.** {field.meaning}",
        JSON_TYPES[field.kind],
        REGISTRY_TYPES[ELEMENTS[field.kind]],
        _values(field) or "–",
        field.default,
    )
    return f"| {' | '.join(cells)} |"


def _values(field: PolicyField) -> str:
    if field.choices:
        return ", ".join(f"`{choice}`" for choice in field.choices)
    return f"{field.least}–{field.most}" if field.kind is Kind.NUMBER else ""


def _explained(field: PolicyField) -> Iterator[str]:
    hints = HINTS[language()]
    yield field.meaning
    if field.choices:
        yield hints["choices"].format(choices=", ".join(field.choices))
    elif field.kind is Kind.LIST:
        yield hints["lines"]
    elif field.kind is Kind.TABLE:
        yield hints["table"]
    yield hints["default"].format(default=field.default)
    if field.name != "signature":
        yield hints["sign"]


def _add_policy(policies: ET.Element, field: PolicyField) -> None:
    policy = ET.SubElement(
        policies,
        "policy",
        {
            "name": field.name,
            "class": "Machine",
            "displayName": _string(field.name),
            "explainText": _string(_help(field)),
            "presentation": f"$(presentation.{field.name})",
            "key": REGISTRY_KEY,
        },
    )
    ET.SubElement(policy, "parentCategory", ref=CATEGORY)
    ET.SubElement(policy, "supportedOn", ref=SUPPORTED)
    kind = ELEMENTS[field.kind]
    named = {"id": field.name, "valueName": field.name}
    ET.SubElement(ET.SubElement(policy, "elements"), kind, {**named, **_LIMITS[kind](field)})


def _number_limits(field: PolicyField) -> dict[str, str]:
    most = HIGHEST_DWORD if field.most is None else field.most
    return {"minValue": str(field.least or 0), "maxValue": str(most), "required": "true"}


_LIMITS: dict[str, Callable[[PolicyField], dict[str, str]]] = {
    "decimal": _number_limits,
    "text": lambda _field: {"maxLength": str(LONGEST_TEXT), "required": "true"},
    "multiText": lambda _field: {"required": "true"},
}


def _add_box(boxes: ET.Element, field: PolicyField) -> None:
    presentation = ET.SubElement(boxes, "presentation", id=field.name)
    box = BOXES[ELEMENTS[field.kind]]
    if box == "textBox":
        element = ET.SubElement(presentation, box, refId=field.name)
        ET.SubElement(element, "label").text = field.label
        return
    sizes = {"multiTextBox": {"defaultHeight": "6"}, "decimalTextBox": {"spinStep": "1"}}
    start = {"defaultValue": str(field.least or 0)} if box == "decimalTextBox" else {}
    made = ET.SubElement(presentation, box, {"refId": field.name, **start, **sizes[box]})
    made.text = field.label


def _root(name: str) -> ET.Element:
    return ET.Element(name, {"xmlns": SCHEMA, "revision": REVISION, "schemaVersion": "1.0"})


def _add_string(strings: ET.Element, name: str, text: str) -> None:
    ET.SubElement(strings, "string", id=name).text = text


def _string(name: str) -> str:
    return f"$(string.{name})"


def _help(field: PolicyField) -> str:
    return f"{field.name}_help"


def _release() -> str:
    return ".".join(__version__.split(".")[:2])


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
