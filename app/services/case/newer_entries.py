"""What history says of entries that only a newer Leia can read: that they are there, and whose.

No value is told, for nobody here knows whose eyes it is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.kinds import KINDS, kind_label
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.storage.values.changes import Change


def newer_count(count: int) -> str:
    """Return how many entries of the history only a newer Leia knows; empty for none."""
    if not count:
        return ""
    text = ngettext(
        "{n} entry tells something that only a newer version of Leia knows. It is kept as it is.",
        "{n} entries tell something that only a newer version of Leia knows. They are kept as they "
        "are.",
        count,
    )
    return text.format(n=count)


def newer_sentence(change: Change, who: str, labels: Mapping[str, str]) -> str:
    """Return that somebody wrote something, and by which name a newer Leia knows it."""
    if change.kind not in KINDS:
        text = _("{who} wrote something that only a newer version of Leia shows ({code})")
        return text.format(who=who, code=change.kind)
    text = _("{who} wrote something that only a newer version of Leia shows ({thing}: {code})")
    thing = labels.get(change.entity_id) or kind_label(change.kind)
    return text.format(who=who, thing=thing, code=change.field)


def newer_once(changes: Iterable[Change]) -> Iterator[Change]:
    """Leave out all but one of the changes that one save made in a thing of a newer Leia."""
    before: Change | None = None
    for change in changes:
        if change.kind in KINDS or before is None or not _is_next(change, before):
            yield change
        before = change


def _is_next(older: Change, newer: Change) -> bool:
    """Whether two changes of one thing stand side by side in a journal."""
    together = (older.counsellor_id, older.entity_id, older.device_seq + 1)
    return together == (newer.counsellor_id, newer.entity_id, newer.device_seq)
