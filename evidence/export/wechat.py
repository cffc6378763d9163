"""微信提醒: what one unit still owes as a short text to paste, polite and numbered, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from evidence.chases import Chase
from evidence.check.debts import Debt
from evidence.export import phrases
from evidence.export.letter_parts import count_of
from evidence.snapshot import Snapshot
from evidence.wording import chasing as words
from evidence.wording import imprint
from evidence.wording.chasing import phrase

_MOST_DEBTS = 10  # that are named
_LONGEST_NAME = 16  # characters of a material's name


def message_text(
    snapshot: Snapshot,
    unit: str,
    debts: Sequence[Debt],
    *,
    as_of: datetime,
    deadline: date | None,
    earlier: Sequence[Chase],
    waiting: int,
) -> str:
    """Return the text, of some 500 characters at most; a list that is longer is cut and refers to the table with it."""
    today = as_of.date()
    items, count = count_of(debts)
    code = "message_owed" if deadline else "message_owed_open"
    lines = [
        phrase("message_to", unit=unit),
        phrase(
            code,
            moment=words.short_day(today, today) + words.hour(as_of),
            exam=words.exam(snapshot.scheme.title),
            items=items,
            count=count,
            day=words.short_day(deadline, today) if deadline else "",
        )
        + _before(earlier, today),
    ]
    if waiting:
        lines.append(phrase("message_waiting", count=waiting))
    gravest_first = sorted(debts, key=lambda debt: (not debt.criterion.veto, not debt.criterion.key))
    by_item: dict[str, list[Debt]] = {}
    for debt in gravest_first[:_MOST_DEBTS]:
        by_item.setdefault(debt.criterion.id, []).append(debt)
    for number, owed in enumerate(by_item.values(), 1):
        criterion = owed[0].criterion
        lines.append(phrase("message_item", number=number, code=criterion.code + phrases.mark(criterion)))
        lines += map(_line, owed)
    if rest := gravest_first[_MOST_DEBTS:]:
        items, count = count_of(rest)
        lines.append(phrase("message_rest", items=items, count=count))
    lines.append(phrase("message_how"))
    if office := imprint.signature(snapshot.project):
        lines.append(office)
    return "\n".join(lines)


def _line(debt: Debt) -> str:
    row, name = debt.row, debt.row.slot.name
    return phrase(
        "message_debt",
        code=debt.code,
        material=name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…",
        year=phrase("message_year", year=row.year) if row.year else "",
        count=phrase("message_count", count=debt.lacking) if debt.lacking > 1 else "",
    )


def _before(earlier: Sequence[Chase], today: date) -> str:
    """Return when the unit was last asked, if that was told to be sent."""
    sent = [chase.sent_at.date() for chase in earlier if chase.sent_at is not None]
    return phrase("message_before", day=words.short_day(max(sent), today)) if sent else ""
