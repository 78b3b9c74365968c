"""What the tests of template files do in a vault."""

from dataclasses import replace

from app.domain.centre_templates import TemplateQuestion, TemplateSuggestion, TemplateVersion
from app.domain.register import Register
from app.services.template_files.giving_out import export_template
from app.services.template_files.holding import as_in_file
from app.services.template_files.reading import read_template
from app.services.template_files.taking_in import preview, take_in
from app.services.templates.finding import newest_built_in, parts_of, questions_of
from app.services.templates.writing import copied, next_version, taken_in_use
from tests.builders import TODAY

NAMES = {"nb": "Vår samtale", "nn": "Samtalen vår", "en": "Our conversation"}


def register_of(vault) -> Register:
    with vault.work() as work:
        return work.register()


def keep(vault, *entities):
    with vault.work() as work:
        for each in entities:
            work.save(each)


def a_template(vault, of="follow_up", name=NAMES):
    """Make a template of the vault's centre and take it in use; returns its version."""
    made = copied(newest_built_in(of), name)
    keep(vault, *made)
    return in_use(vault, made[0])


def in_use(vault, version):
    keep(vault, *taken_in_use(register_of(vault), version, TODAY))
    return register_of(vault).get(TemplateVersion, version.id)


def a_next_version(vault, version):
    """Take a next version in use, with a question that is worded anew."""
    made = next_version(register_of(vault), version)
    keep(vault, *made)
    register = register_of(vault)
    asked = questions_of(register, parts_of(register, made[0].id)[0].id)[0]
    keep(vault, replace(asked, nb="Hva har du fått til?"))
    return in_use(vault, made[0])


def a_suggestion(vault, version, words="Spør om skyss", **fields):
    part = parts_of(register_of(vault), version.id)[0]
    made = TemplateSuggestion(
        template_id=version.template_id,
        part_key=part.key,
        words=words,
        made_on=TODAY,
        **fields,
    )
    keep(vault, made)
    return made


def file_of(vault, version_id, **how) -> bytes:
    return export_template(vault, version_id, TODAY, **how).content


def previewed(vault, content):
    return preview(read_template(content), register_of(vault))


def taken(vault, content):
    return take_in(vault, read_template(content))


def contents(vault, version_id):
    register = register_of(vault)
    return as_in_file(register, register.get(TemplateVersion, version_id))


def suggestions(vault):
    return register_of(vault).all(TemplateSuggestion)


def everything(vault):
    """Return all that lies in a vault of templates."""
    register = register_of(vault)
    kinds = (TemplateVersion, TemplateQuestion, TemplateSuggestion)
    return tuple(register.all(kind) for kind in kinds)
