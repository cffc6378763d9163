"""The files of 催报 that was drafted: a letter for each unit, one 通报 for all, the list of those that are visited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
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

    A file that is there stays, for somebody may have completed it by hand: the new one is numbered.
    """
    files = _files(drafting, snapshot, gaps, look)
    written: list[Path] = []
    for number, (stem, ending, write) in enumerate(files):
        tell(report, "chasing", number, len(files))
        path = _free_place(folder, stem, ending)
        write(path)
        written.append(path)
    tell(report, "chasing", len(files), len(files))
    return tuple(written)


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
) -> list[tuple[str, str, Write]]:
    """Return the name of each file, its ending, and what writes it; two may have the same name."""
    day = f"{drafting.as_of:%Y%m%d}"
    found: list[tuple[str, str, Write]] = []
    for owing, step in drafting.letters:
        stem = _stem(step.name, owing.unit, day)
        match step.form:
            case Form.MESSAGE:
                found.append((stem, ".txt", _message(owing, drafting, snapshot)))
            case Form.NOTE | Form.ORDER:
                found.append((stem, ".docx", _letter(owing, step, drafting, snapshot, look)))
            case Form.CIRCULAR:
                pass  # one for all
    found += [
        (_stem(step.name, None, day), ".docx", _circular(step, drafting, snapshot, gaps, look))
        for step in dict.fromkeys(step for _, step in drafting.of_form(Form.CIRCULAR))
    ]
    if drafting.visits:
        found.append((_stem(words.VISIT, None, day), ".txt", _visits(drafting)))
    return found


def _stem(step: str, unit: str | None, day: str) -> str:
    parts = (safe_name(step), safe_name(unit, 40) if unit else None, day)
    return "_".join(part for part in parts if part)


def _free_place(folder: Path, stem: str, ending: str) -> Path:
    """Return where no file is, numbered if it has to be: 督办单_双河镇_20231120（2）.docx."""
    names = (stem if number == 1 else f"{stem}（{number}）" for number in count(1))
    return next(path for name in names if not (path := folder / f"{name}{ending}").exists())


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
