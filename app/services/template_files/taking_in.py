"""A template's file taken in: seen first, then all of it or nothing, and a second time nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.permissions import Deed
from app.errors import UserError
from app.i18n import _
from app.services.template_files.differing import Difference, differences
from app.services.template_files.holding import (
    comparable,
    entities_of,
    held,
    known_suggestions,
    plain,
    suggestion_of,
    unknown_kinds,
)
from app.services.template_files.reading import number_of
from app.services.templates.finding import built_in
from app.services.templates.writing import versions_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.centre_templates import TemplateSuggestion
    from app.domain.entities import Entity
    from app.domain.register import Register
    from app.services.template_files.file_form import TemplateFile, TemplateInFile
    from app.services.template_files.reading import ForeignTemplate
    from app.storage.vault import Vault


@dataclass(frozen=True, kw_only=True)
class FilePreview:
    """What taking a file in would do."""

    found: ForeignTemplate
    compared_with: TemplateInFile | None
    differences: tuple[Difference, ...]
    version: tuple[Entity, ...]
    """The version with all that goes with it; nothing where it lies here already."""
    suggestions: tuple[TemplateSuggestion, ...]
    """Those that are not here yet."""
    warnings: tuple[str, ...]
    """What is to be looked at twice before: who signed it. A sentence each."""
    remarks: tuple[str, ...]
    """What else is to know, a sentence each."""

    @property
    def is_news(self) -> bool:
        """Whether there is anything to take in."""
        return bool(self.version or self.suggestions)


@dataclass(frozen=True)
class TakenIn:
    """What was taken in."""

    version_id: str
    """The version that came, or the one that lay here; empty for one that comes with Leia."""
    is_new: bool
    suggestions: int


def preview(found: ForeignTemplate, register: Register) -> FilePreview:
    """Return what taking a file in would do.

    Raises UserError where the same version lies here with other words: which is the right one,
    those who wrote it must say.
    """
    file = found.file
    template = plain(file.template)
    here = held(register, template.template_id, template.number)
    _check_same(template, here)
    base = comparable(register, template)
    may_suggest = register.me.roles.may(Deed.WORK_WITH_CASES)
    suggestions = tuple(_news(file, register))
    return FilePreview(
        found=found,
        compared_with=base,
        differences=differences(base and plain(base), template),
        version=() if here is not None else entities_of(file),
        suggestions=suggestions if may_suggest else (),
        warnings=tuple(_warnings(found, register)),
        remarks=tuple(_remarks(file, base, left=0 if may_suggest else len(suggestions))),
    )


def take_in(vault: Vault, found: ForeignTemplate) -> TakenIn:
    """Take a file in, in one step: the version lies here and is not in use until somebody says so.

    A second time nothing happens. Raises NotAllowed for whoever does not set how the centre works.
    """
    template = found.file.template
    with vault.work() as work:
        work.visibility.require(Deed.SET_CENTRE)
        seen = preview(found, work.register())
        for entity in (*seen.version, *seen.suggestions):
            work.save(entity)
        versions = versions_of(work.register(), template.template_id)
    lies = [each.id for each in versions if each.number == template.number]
    return TakenIn("".join(lies[:1]), bool(seen.version), len(seen.suggestions))


def _check_same(template: TemplateInFile, here: TemplateInFile | None) -> None:
    if here is not None and _same(here, template):
        return
    if any(each.id == template.template_id for each in built_in()):
        raise UserError(
            _(
                "The file says that it is a template that comes with Leia, but this Leia has no "
                "such version with these words. Nothing was changed. Ask whoever sent it to make a "
                "copy of the template and give that out."
            )
        )
    if here is not None:
        raise UserError(
            _(
                "Version {n} of this template is here already, with other words. A version never "
                "changes, so nothing of the file was taken in. Ask whoever sent it for a new "
                "version."
            ).format(n=template.number)
        )


def _same(here: TemplateInFile, template: TemplateInFile) -> bool:
    """Whether nothing differs; what it was copied from is no difference."""
    return not differences(plain(here), template)


def _news(file: TemplateFile, register: Register) -> Iterator[TemplateSuggestion]:
    template_id = file.template.template_id
    known = known_suggestions(register, template_id, register.centre.name)
    for each in dict.fromkeys(file.suggestions):
        if each not in known and each.words.strip():
            yield suggestion_of(template_id, each)


def _warnings(found: ForeignTemplate, register: Register) -> Iterator[str]:
    """Yield what makes one doubt that it comes from those it says."""
    file = found.file
    versions = versions_of(register, file.template.template_id)
    if not found.is_signed:
        yield _(
            "The file is not signed: Leia cannot tell whether it comes from {whom}, nor whether "
            "anybody changed it on the way."
        ).format(whom=file.from_whom)
    if any(each.number == file.template.number for each in versions):
        return  # the same words lie here: who signed them changes nothing
    if any(not each.from_whom for each in versions):
        yield _("The template was made here, but this version of it was not.")
    signers = dict.fromkeys(each.signer for each in versions if each.signer)
    if signers and file.signer not in signers:
        yield _other_signer(found, next(iter(signers)))


def _other_signer(found: ForeignTemplate, signer: str) -> str:
    before = number_of(signer)
    if not found.is_signed:
        text = _("Earlier versions of the template that are here were signed, with {before}.")
        return text.format(before=before)
    return _(
        "Somebody else signed it than the versions before! This one: {now}. Before: {before}. Call "
        "{whom} and compare the numbers before you take it in."
    ).format(now=found.number, before=before, whom=found.file.from_whom)


def _remarks(file: TemplateFile, base: TemplateInFile | None, *, left: int) -> Iterator[str]:
    template = file.template
    is_same = base is not None and base.template_id == template.template_id
    if base is not None and is_same and base.number > template.number:
        text = _("There is a later version here already: version {n}.")
        yield text.format(n=base.number)
    kinds = unknown_kinds(template)
    if kinds:
        text = _("Kinds of meeting that only a newer Leia knows are left out: {kinds}.")
        yield text.format(kinds=", ".join(kinds))
    if left:
        yield _("The suggestions in the file are left out: your role does not work with cases.")
