"""What county IT decides for a machine, read from a file only administrators write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec

from app.errors import UserError
from app.i18n import _
from app.paths import policy_file

if TYPE_CHECKING:
    from pathlib import Path


class Policy(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A machine's policy; every part may be absent.

    recovery_recipients: age public keys (age1…) of the county; every new vault is sealed to them.
    idle_minutes: locks after this many minutes, whatever the user chose (1-60); 0 leaves the
    choice.
    """

    recovery_recipients: tuple[str, ...] = ()
    idle_minutes: Annotated[int, msgspec.Meta(ge=0, le=60)] = 0


def load_policy(file: Path | None = None) -> Policy:
    """Return the machine's policy; none is fine, a spoilt one is said loudly."""
    source = file or policy_file()
    try:
        return msgspec.json.decode(source.read_bytes(), type=Policy)
    except FileNotFoundError:
        return Policy()
    except (OSError, msgspec.DecodeError) as error:
        raise UserError(
            _(
                "The machine policy cannot be read, so Leia will not start. Nothing is lost. "
                "Ask county IT to look at {file}."
            ).format(file=source)
        ) from error
