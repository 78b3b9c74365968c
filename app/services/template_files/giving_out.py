"""A conversation template of the centre as one signed file, with or without its suggestions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.domain.access_codes import Action, Detail
from app.domain.centre_templates import TemplateVersion, is_draft
from app.domain.permissions import Deed
from app.errors import NotAllowed, NotFinished, UserError
from app.i18n import _
from app.policy.policy import Export
from app.services.case.leaving import check_may_leave, log_leaving
from app.services.template_files.file_form import (
    FORMAT,
    WHAT_IT_IS,
    TemplateFile,
    is_genuine,
    signed_bytes,
    written,
)
from app.services.template_files.holding import (
    as_in_file,
    built_in_as_in_file,
    open_suggestions,
)
from app.services.template_files.reading import number_of, read_template
from app.services.templates.finding import built_in
from app.storage.keys.signing import Purpose

if TYPE_CHECKING:
    from datetime import date

    from app.domain.register import Register
    from app.policy.policy import Policy
    from app.services.template_files.file_form import TemplateInFile
    from app.storage.vault import Vault

_NOT_IN_NAMES = re.compile(r"[^\w-]+")
_LONGEST_NAME = 60


@dataclass(frozen=True)
class TemplateOut:
    """A file that is about to be saved."""

    content: bytes
    number: str
    """Its signer's key as figures to compare over the telephone; empty where it is not signed."""
    suggestions: int


def check_templates_allowed(vault: Vault, policy: Policy) -> None:
    """Raise NotAllowed where no file of a template may leave the vault."""
    vault.require(Deed.WORK_WITH_CASES)
    if not policy.allows_export(Export.TEMPLATES):
        raise NotAllowed(
            _("County IT has decided that conversation templates are not saved as files here.")
        )
    check_may_leave(vault)


def check_is_final(register: Register, version_id: str) -> None:
    """Raise NotFinished for a version that is still written: what is given out stays as it is."""
    found = register.entities.get(version_id)
    if isinstance(found, TemplateVersion) and is_draft(found):
        raise NotFinished(
            _(
                "This version is still a draft, so it is not given out. Take it in use first. "
                "Nothing is saved as a file."
            )
        )


def file_name(register: Register, version_id: str) -> str:
    """Return what the file is best called."""
    template = _template(register, version_id)
    name = _NOT_IN_NAMES.sub("-", template.name.nb.casefold()).strip("-")[:_LONGEST_NAME]
    return f"samtalemal-{name or template.template_id}-{template.number}.json"


def export_template(
    vault: Vault, version_id: str, today: date, *, suggestions: bool = False
) -> TemplateOut:
    """Return a version of a template as a file; that it was made is logged before.

    One that came from elsewhere is given on as it came, with the signature it has. `version_id`
    may be a template that comes with Leia, as `closing.2`. Raises NotAllowed where nothing may
    leave the vault, NotSaved where it cannot be logged, NotFinished for a draft.
    """
    vault.require(Deed.WORK_WITH_CASES)
    with vault.work() as work:
        register = work.register()
    check_is_final(register, version_id)
    file = _as_it_came(register, version_id) or _signed_here(vault, register, version_id, today)
    if suggestions:
        found = open_suggestions(register, file.template.template_id, register.centre.name)
        file = replace(file, suggestions=found)
    content = written(file)
    _check_readable(content)
    log_leaving(vault, Action.EXPORTED, detail=Detail.TEMPLATE)
    number = number_of(file.signer) if file.signer else ""
    return TemplateOut(content, number, len(file.suggestions))


def _template(register: Register, version_id: str) -> TemplateInFile:
    for each in built_in():
        if f"{each.id}.{each.version}" == version_id:
            return built_in_as_in_file(register, each)
    return as_in_file(register, register.get(TemplateVersion, version_id))


def _as_it_came(register: Register, version_id: str) -> TemplateFile | None:
    """Return the file a version came in, if it can be told exactly: its signature fits."""
    version = register.entities.get(version_id)
    if not isinstance(version, TemplateVersion) or not version.from_whom or not version.signed_on:
        return None
    file = TemplateFile(
        leia_template=FORMAT,
        what_this_is=WHAT_IT_IS,
        from_whom=version.from_whom,
        made_on=version.signed_on,
        template=as_in_file(register, version),
        signer=version.signer,
        signature=version.signature,
    )
    return file if not version.signature or is_genuine(file) else None


def _signed_here(vault: Vault, register: Register, version_id: str, today: date) -> TemplateFile:
    unsigned = TemplateFile(
        leia_template=FORMAT,
        what_this_is=WHAT_IT_IS,
        from_whom=register.centre.name,
        made_on=today,
        template=_template(register, version_id),
    )
    signed = vault.sign(Purpose.TEMPLATE, signed_bytes(unsigned))
    return replace(unsigned, signer=signed.key, signature=signed.signature)


def _check_readable(content: bytes) -> None:
    """Raise NotFinished where no Leia would take the file in: it is longer than one may be."""
    try:
        read_template(content)
    except UserError as error:
        raise NotFinished(
            _(
                "The template is too long for a file: at most 60 parts with 60 questions each, a "
                "title of 300 signs and a text of 4,000. Nothing is saved. Make a new version that "
                "is shorter."
            )
        ) from error
