"""自评报告: a skeleton that says what the data say, and marks as blanks what a person must fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, groupby

from evidence.check.defects import countable
from evidence.check.gaps import ItemGaps
from evidence.check.score import totals
from evidence.export import phrases
from evidence.export.blocks import Block, Paragraph, Style, Together
from evidence.export.choosing import Chosen
from evidence.export.directories import short_name
from evidence.export.letter_parts import TITLE_LINE, first_level, second_level, under
from evidence.export.numbering import Numbered
from evidence.export.score_listing import given_sums
from evidence.kinds import STATEMENT
from evidence.model import Criterion, Edition, Mode
from evidence.scheme.text import number_text
from evidence.snapshot import Snapshot
from evidence.wording import documents as words
from evidence.wording.documents import report
from evidence.wording.titles import in_brackets, in_marks

BLANK = "〔待填："
_MOST_TITLES = 5  # of an item's papers, named in the text
_LINE = 26  # characters, with the indent


def report_blocks(
    snapshot: Snapshot, chosen: Chosen, gaps: Sequence[ItemGaps], title: str, edition: Edition
) -> tuple[Block, ...]:
    """Return the report; for submission it tells of no item that has nothing."""
    shown = [item for item in chosen.items if edition is Edition.INTERNAL or chosen.of(item)]
    internal = edition is Edition.INTERNAL
    office = snapshot.project.office
    return (
        *(Paragraph(Style.DIRECTORY_TITLE, line) for line in _title_lines(title)),
        Paragraph(Style.NOTE, "　"),
        *under(_head("basics"), _basics(snapshot, len(chosen.items))),
        *under(_head("done"), _done(snapshot, chosen, shown)),
        *under(_head("scores"), _scores(snapshot, chosen.items, edition)),
        *under(_head("highlights"), [_body(report("highlights_text"))]),
        *under(_head("problems"), [_body(report("problems_text")), *([_hint(gaps)] if internal else [])]),
        Together(
            (
                _head("plans"),
                _body(report("plans_text")),
                _body("　"),
                _body(report("annex")),
                _body("　"),
                _body(_to_the_right(report("office", office=office) if office else report("office_unknown"))),
                _body(_to_the_right(report("day_unknown"))),
            )
        ),
    )


def _title_lines(title: str) -> list[str]:
    """Return a title in one line, or in two that each make sense (GB/T 9704-2012, 7.3.1)."""
    place = title.find(words.NAMES["report"])
    return [title] if len(title) <= TITLE_LINE or place <= 0 else [title[:place], title[place:]]


def _head(code: str) -> Paragraph:
    return first_level(report(code))


def _body(text: str, label: str = "") -> Paragraph:
    return Paragraph(Style.BODY, text, label)


def _to_the_right(text: str) -> str:
    """Return a line that ends four characters from the right, as 落款 does."""
    return "　" * (_LINE - 4 - len(text)) + text


def _basics(snapshot: Snapshot, items: int) -> Iterator[Block]:
    scheme, project = snapshot.scheme, snapshot.project
    said = [text for text in (scheme.edition, scheme.document_number) if text and text not in scheme.title]
    yield _body(
        report(
            "basis",
            scheme=in_marks(scheme.title),
            named=in_brackets(said),
            base=project.base_year,
            first=project.first_year,
        )
    )
    if project.mode is Mode.PART:
        office, upper = project.office or report("this_office"), project.upper or report("upper_office")
        yield _body(report("part_of", office=office, upper=upper, items=items))
    townships = report("townships", count=len(project.townships)) if project.townships else ""
    yield _body(townships + report("place_facts"))
    figures = sorted(snapshot.key_figures, key=lambda figure: figure.name)
    told = [
        report("figure", year=f.year, name=f.name, value=number_text(float(f.value)), measure=f.measure)
        for f in sorted(figures, key=lambda figure: (figure.name, figure.year))
    ]
    yield _body(report("figures") + "；".join(told) + "。" if told else report("figures_unknown"))


def _done(snapshot: Snapshot, chosen: Chosen, shown: Sequence[Criterion]) -> Iterator[Block]:
    """Yield what was gathered: category by category, point by point, item by item."""
    filled = sum(bool(_counted(chosen, item)) for item in shown)
    papers_told = {entry.piece.id for item in shown for entry in _counted(chosen, item)}
    yield _body(report("counts", items=filled, pieces=len(papers_told)))
    categories: dict[str, int] = {}
    points = count(1)
    for above, held in groupby(shown, key=snapshot.chain):
        if above and above[0].id not in categories:
            number = categories[above[0].id] = len(categories) + 1
            name = phrases.item_name(above[0])
            yield second_level(report("part", number=words.numeral(number), name=name))
            points = count(1)
        items = tuple(held)
        lines = [
            _body(_told(snapshot, item, _counted(chosen, item)), _label(item))
            for item in items
            if _counted(chosen, item)
        ]
        bare = [item.code for item in items if not _counted(chosen, item)]
        lines += [_body(report("has_none", codes="、".join(bare)))] if bare else []
        if len(above) > 1:
            yield from under(_point(above[-1], next(points)), lines)
            lines = []
        yield from lines
        if above and not all(item.veto for item in items):
            yield _body(report("practice", name=phrases.item_name(above[-1])))


def _point(point: Criterion, at: int) -> Paragraph:
    """Return the heading of a point, such as 11.社会共治: by its own number, or else by its place in its part."""
    number = point.code if point.code.isdecimal() else str(at)
    heading = report("point", number=number, name=phrases.item_name(point))
    return Paragraph(Style.BODY, "", heading)


def _counted(chosen: Chosen, item: Criterion) -> list[Numbered]:
    """Return the papers of an item that prove something."""
    return [entry for entry in chosen.of(item) if countable(entry.piece)]


def _label(item: Criterion) -> str:
    return report("item", code=item.code, mark=phrases.mark(item), name=short_name(item))


def _told(snapshot: Snapshot, item: Criterion, entries: Sequence[Numbered]) -> str:
    """Return what papers an item has; of a veto item what is stated, and never that it did not happen."""
    if not item.veto:
        return report("has", **_counts(snapshot, entries))
    stated = [entry for entry in entries if entry.piece.facts.kind == STATEMENT]
    return report("veto_told" if stated else "veto_other", **_counts(snapshot, stated or entries))


def _counts(snapshot: Snapshot, entries: Sequence[Numbered]) -> dict[str, str | int]:
    years = sorted({entry.piece.facts.year for entry in entries if entry.piece.facts.year})
    return {
        "count": len(entries),
        "years": report("years", years=phrases.years(years)) if years else "",
        "among": report("among" if len(entries) > _MOST_TITLES else "are"),
        "titles": "、".join(in_marks(phrases.title_of(entry.piece, snapshot)) for entry in entries[:_MOST_TITLES]),
    }


def _scores(snapshot: Snapshot, items: Sequence[Criterion], edition: Edition) -> Iterator[Block]:
    """Yield the sum of the points: only once all items are scored by name, and else as a blank."""
    found = given_sums(snapshot, items, edition)
    scored = sum(1 for item in items if item.points and not item.veto)
    if not found.total:
        yield _body(report("no_points"))
        return
    numbers = {"items": scored, "total": number_text(found.total)}
    if found.to_score == 0:
        said = report("score_sum", **numbers, given=number_text(found.given))
        said += report("score_bonus", points=number_text(found.bonus)) if found.bonus else ""
    elif found.scored and edition is Edition.INTERNAL:
        said = report("score_some", **numbers, scored=found.scored)
    else:
        said = report("score_none", **numbers)
    yield _body(said + report("score_meeting"))


def _hint(gaps: Sequence[ItemGaps]) -> Paragraph:
    found = totals(gaps)
    return _body(report("problems_hint", partial=found.partial, missing=found.missing))
