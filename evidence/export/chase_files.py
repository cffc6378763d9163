"""The files of 催报 that was drafted: a letter for each unit, one 通报 for all, the list of those that are visited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from evidence import wording
from evidence.chases import Form, Step
from evidence.check.debts import debts_by_unit
from evidence.check.gaps import ItemGaps
from evidence.check.owing import Drafting, Owing, unranked
from evidence.check.shares import shares
from evidence.check.waiting import waiting_by_unit
from evidence.export import chase_phrases
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.export.wechat import message_text
from evidence.names import safe_name
from evidence.progress import Report, tell
from evidence.snapshot import Snapshot
from evidence.wording import chases as words

Write = Callable[[Path], None]


def write_drafts(
    folder: Path,
    drafting: Drafting,
    snapshot: Snapshot,
    gaps: Sequence[ItemGaps],
    look: tuple[Template, str],
    report: Report,
) -> tuple[Path, ...]:
    """Write what was drafted into a folder that is there and return the files; `look` is the template and the version.

    A file of the same name is written anew: it is the same letter of the same day.
    """
    files = _files(drafting, snapshot, gaps, look)
    for number, (name, write) in enumerate(files.items()):
        tell(report, "chasing", number, len(files))
        write(folder / name)
    tell(report, "chasing", len(files), len(files))
    return tuple(folder / name for name in files)


def text_for(owing: Owing, drafting: Drafting, snapshot: Snapshot) -> str:
    """Return the WeChat text for a unit."""
    return message_text(
        snapshot,
        owing.unit,
        owing.debts,
        as_of=drafting.as_of,
        deadline=drafting.deadline,
        earlier=owing.earlier,
        waiting=len(owing.waiting),
    )


def _files(
    drafting: Drafting, snapshot: Snapshot, gaps: Sequence[ItemGaps], look: tuple[Template, str]
) -> dict[str, Write]:
    day = f"{drafting.as_of:%Y%m%d}"
    found: dict[str, Write] = {}
    for owing, step in drafting.letters:
        match step.form:
            case Form.MESSAGE:
                found[_name(step.name, owing.unit, day, "txt")] = _message(owing, drafting, snapshot)
            case Form.NOTE | Form.ORDER:
                found[_name(step.name, owing.unit, day, "docx")] = _letter(owing, step, drafting, snapshot, look)
            case Form.CIRCULAR:
                pass  # one for all
    circulars = drafting.of_form(Form.CIRCULAR)
    if circulars:
        step = circulars[0][1]
        found[_name(step.name, None, day, "docx")] = _circular(step, drafting, snapshot, gaps, look)
    if drafting.visits:
        found[_name(words.VISIT, None, day, "txt")] = _visits(drafting)
    return found


def _name(step: str, unit: str | None, day: str, ending: str) -> str:
    parts = (safe_name(step), safe_name(unit, 40) if unit else None, day)
    return f"{'_'.join(part for part in parts if part)}.{ending}"


def _message(owing: Owing, drafting: Drafting, snapshot: Snapshot) -> Write:
    return lambda path: _write_text(path, text_for(owing, drafting, snapshot))


def _letter(owing: Owing, step: Step, drafting: Drafting, snapshot: Snapshot, look: tuple[Template, str]) -> Write:
    def write(path: Path) -> None:
        from evidence.export.letters import write_letter

        write_letter(
            path,
            step.form,
            snapshot,
            owing.unit,
            owing.debts,
            step=step,
            as_of=drafting.as_of,
            deadline=drafting.deadline,
            earlier=owing.earlier,
            waiting=len(owing.waiting),
            template=look[0],
            version=look[1],
        )

    return write


def _circular(
    step: Step, drafting: Drafting, snapshot: Snapshot, gaps: Sequence[ItemGaps], look: tuple[Template, str]
) -> Write:
    def write(path: Path) -> None:
        from evidence.export.circular import write_circular

        write_circular(
            path,
            snapshot,
            debts_by_unit(snapshot, gaps),
            gaps,
            waiting=waiting_by_unit(snapshot),
            as_of=drafting.as_of,
            deadline=drafting.deadline,
            template=look[0],
            version=look[1],
            left_out=unranked(snapshot, (share.unit for share in shares(snapshot, gaps))),
            step=step,
        )

    return write


def _visits(drafting: Drafting) -> Write:
    lines = [wording.phrase("chase_visits", moment=chase_phrases.moment(drafting.as_of))]
    for owing in drafting.visits:
        lines += ["", chase_phrases.summary(owing)]
        lines += [f"{number}. {chase_phrases.debt(debt)}" for number, debt in enumerate(owing.debts, 1)]
    return lambda path: _write_text(path, "\n".join(lines))


def _write_text(path: Path, text: str) -> None:
    with staged(path) as beside:
        beside.write_text(text + "\n", encoding="utf-8-sig", newline="\r\n")  # Windows' own editor reads it so
