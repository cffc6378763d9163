"""Documents that are made each alone, of all or of some items, one unit, one year; as Word, tables also as Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from evidence.boxes import NO_BOXES, BoxRules
from evidence.check.gaps import find_gaps
from evidence.errors import ExportError
from evidence.export import directories, front, phrases
from evidence.export.blocks import Anchor, Block, Paragraph, Style
from evidence.export.choosing import Choice, Chosen, choose
from evidence.export.closing import box_closing_blocks, closing_blocks
from evidence.export.crawl import Asked, check_written
from evidence.export.dossier import gather
from evidence.export.for_others import for_others
from evidence.export.leaks import Leak, leaks
from evidence.export.letter_parts import paragraphs
from evidence.export.listing import Listing, listing_blocks, write_listing_sheet
from evidence.export.numbering import Numbered, number_pieces
from evidence.export.outline import Contents, chapters, shown
from evidence.export.paginate import Page, paginate
from evidence.export.picture_store import PictureStore
from evidence.export.places import Places, find_places
from evidence.export.score_listing import score_listing
from evidence.export.self_report import BLANK, report_blocks
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.export.volumes import bind
from evidence.export.word import Annex, WordFile, steps, write_word
from evidence.model import CriterionId, Edition, Original
from evidence.progress import Report, tell
from evidence.snapshot import Snapshot
from evidence.wording import chasing, papers
from evidence.wording import documents as words

ENDINGS = (".docx", ".xlsx")


class DocumentKind(StrEnum):
    """What can be made alone."""

    CONTENTS = "contents"  # 总目录
    DIRECTORY = "directory"  # 卷内目录
    SCORES = "scores"  # 自评打分表
    REPORT = "report"  # 自评报告
    CLOSING = "closing"  # 备考表
    ARCHIVE = "archive"  # 归档文件目录
    COMPILATION = "compilation"  # 汇编

    @property
    def name_in_use(self) -> str:
        """What offices call it."""
        return words.NAMES[self.value]

    @property
    def endings(self) -> tuple[str, ...]:
        """How its file may end: tables are made as Excel too."""
        tables = (DocumentKind.CONTENTS, DocumentKind.DIRECTORY, DocumentKind.SCORES, DocumentKind.ARCHIVE)
        return ENDINGS if self in tables else ENDINGS[:1]


_WIDE = frozenset({DocumentKind.SCORES, DocumentKind.ARCHIVE})  # on a turned page
_WITHOUT_PAPERS = frozenset({DocumentKind.SCORES, DocumentKind.REPORT})  # that tell of items that have none too
_OF_FILES = frozenset({"withheld", "unsorted", "file_name"})  # kinds of leaks
_WITH_PAGES = frozenset({DocumentKind.CONTENTS, DocumentKind.DIRECTORY, DocumentKind.CLOSING, DocumentKind.COMPILATION})


class Wanted(Struct, frozen=True):
    """One document: what it is, of what, for whom."""

    kind: DocumentKind
    edition: Edition
    choice: Choice


class Templates(Struct, frozen=True):
    """The Word templates: for upright pages, and for those of wide tables."""

    upright: Template
    wide: Template

    def of(self, kind: DocumentKind) -> Template:
        """Return that of a document of this kind."""
        return self.wide if kind in _WIDE else self.upright

    @property
    def turned(self) -> Template:
        """The pages of wide tables in a document that is upright: set in its type."""
        return replace(
            self.wide, styles=self.upright.styles, label_id=self.upright.label_id, grid_id=self.upright.grid_id
        )


class Saved(Struct, frozen=True):
    """A document that was made; `pages` is unknown of a workbook."""

    path: Path
    wanted: Wanted
    title: str
    pages: int | None
    entries: int  # page numbers that are links
    rows: int | None  # of a table, with its sums
    blanks: int  # that a person has to fill in
    size_bytes: int
    cleared: tuple[Leak, ...] = ()  # what looked like one for the office alone, and a person says is none


class LeakError(ExportError):
    """A document for submission seems to say what is for the office alone: it is not put in its place."""

    def __init__(self, name: str, found: Sequence[Leak]) -> None:
        """Keep what was found, at least one."""
        first, more = found[0], len(found) - 1
        code = "document_leaks" if more else "document_leak"
        super().__init__(code, path=name, what=words.LEAKS[first.what], text=first.text, count=more + 1)
        self.found = tuple(found)


def none_of(_: Leak) -> bool:
    """Say of nothing that is found that it is no leak."""
    return False


class _Laid(Struct, frozen=True):
    """A document that is ready to be written."""

    front: tuple[Page, ...] = ()
    body: tuple[Page, ...] = ()
    page_of: Mapping[Anchor, str] | None = None
    annex: Annex | None = None
    listing: Listing | None = None
    blanks: int = 0


def all_of(_: Leak) -> bool:
    """Say of all that is found that it is no leak."""
    return True


def write_document(
    path: Path,
    wanted: Wanted,
    snapshot: Snapshot,
    original_path: Callable[[Original], Path],
    templates: Templates,
    version: str,
    report: Report,
    is_none: Callable[[Leak], bool] = none_of,
) -> Saved:
    """Write a document to `path`, whose ending tells the format; one for submission only if it leaks nothing.

    `is_none` tells of what looks like a leak whether a person says that it is none. Raises `ExportError` for an ending
    that it has not, a choice that leaves nothing, a Word file that does not agree with itself, and leaks.
    """
    kind = wanted.kind
    if path.suffix.lower() not in kind.endings:
        raise ExportError(
            "document_file_kind", path=str(path), name=kind.name_in_use, endings=" 或 ".join(kind.endings)
        )
    if not path.parent.is_dir():
        raise ExportError("out_not_folder", path=str(path.parent))
    contents = _contents(wanted, snapshot, original_path, path.parent, report)
    if wanted.edition is Edition.SUBMISSION:
        contents = for_others(contents)
    chosen = choose(contents.snapshot, _shown(contents, wanted.edition), contents.gaps, wanted.choice)
    _check(chosen, wanted)
    template = templates.of(kind)
    title = title_of(wanted, snapshot)
    laid = _lay_out(title, wanted, contents, chosen, templates, report)
    entries, pages, cleared = 0, None, tuple[Leak, ...]()
    with staged(path) as beside:
        if path.suffix.lower() == ".xlsx" and laid.listing is not None:
            write_listing_sheet(beside, laid.listing, snapshot, version)
        else:
            entries = _write_word(beside, title, laid, snapshot, original_path, template, version, report)
            pages = len(laid.front) + len(laid.body) + (len(laid.annex.pages) if laid.annex else 0)
            codes = frozenset(item.code for item in snapshot.leaves)  # a choice has gaps in its 件号
            check_written(Asked({beside: pages}, None, codes, name=path.name), report)
        if wanted.edition is Edition.SUBMISSION:
            tell(report, "leaks", 0, 1)
            cleared = _cleared(beside, path.name, contents.snapshot, is_none)
        size = beside.stat().st_size
    rows = laid.listing.count if laid.listing else None
    return Saved(path, wanted, title, pages, entries, rows, laid.blanks, size, cleared)


def _cleared(path: Path, name: str, snapshot: Snapshot, is_none: Callable[[Leak], bool]) -> tuple[Leak, ...]:
    """Return what seems to leak and does not, as somebody says; raise `LeakError` with all if that is not all."""
    found = leaks([path], snapshot)
    if not all(map(is_none, found)):
        raise LeakError(name, found)
    return found


def told_of(cleared: Iterable[Leak]) -> list[str]:
    """Return what the journal keeps of leaks that are none; not what papers and files say, which may have to go."""
    said = ((words.LEAKS[one.what], "" if one.what in _OF_FILES else f"：{one.text}") for one in cleared)
    return ["".join(pair) for pair in said]


def title_of(wanted: Wanted, snapshot: Snapshot) -> str:
    """Return the title of a document, with what it is of."""
    choice, place = wanted.choice, snapshot.project.place or ""
    named = [item for item in snapshot.criteria if item.id in choice.items]
    parts = [choice.unit or ""]
    if len(named) == 1 and wanted.kind not in (DocumentKind.DIRECTORY, DocumentKind.CLOSING):
        parts.insert(0, named[0].code)
    if choice.year is not None and wanted.kind is not DocumentKind.ARCHIVE:
        parts.append(words.phrase("of_year", year=choice.year))
    said = "，".join(part for part in parts if part)
    name = wanted.kind.name_in_use
    if wanted.kind is DocumentKind.COMPILATION:
        name = phrases.cover_title(snapshot.project)
    elif wanted.kind is DocumentKind.SCORES:
        name = words.phrase("title", place=place, name=name)
    elif wanted.kind is DocumentKind.REPORT:
        exam = chasing.exam(snapshot.scheme.title)
        about = papers.about(place, "" if exam == chasing.NO_EXAM else exam)
        name = words.phrase("title", place=about, name=name)
    return words.phrase("part", name=name, text=said) if said else name


def _contents(
    wanted: Wanted,
    snapshot: Snapshot,
    original_path: Callable[[Original], Path],
    folder: Path,
    report: Report,
) -> Contents:
    """Return what the document is made from; originals are measured only where pages are asked for."""
    if wanted.kind in _WITH_PAGES:
        return gather(snapshot, original_path, folder, report)
    gaps = {item.criterion.id: item for item in find_gaps(snapshot)}
    return Contents(snapshot, gaps, number_pieces(snapshot), {}, {})


def _check(chosen: Chosen, wanted: Wanted) -> None:
    name = wanted.kind.name_in_use
    if not chosen.items:
        raise ExportError("document_no_items", name=name)
    needs_numbers = wanted.kind is DocumentKind.ARCHIVE
    papers = any(True for _ in chosen.at_home) if needs_numbers else bool(chosen.numbered)
    if not papers and wanted.kind not in _WITHOUT_PAPERS:
        raise ExportError("document_empty", name=name)


def _lay_out(
    title: str, wanted: Wanted, contents: Contents, chosen: Chosen, templates: Templates, report: Report
) -> _Laid:
    snapshot, edition, template = contents.snapshot, wanted.edition, templates.of(wanted.kind)

    def places() -> Places:
        return find_places(contents, edition, template, report)

    match wanted.kind:
        case DocumentKind.CONTENTS:
            return _listed(directories.contents_listing(snapshot, chosen, places(), title), edition, template)
        case DocumentKind.DIRECTORY:
            found = directories.directory_listing(snapshot, chosen, places(), title, edition)
            return _listed(found, edition, template)
        case DocumentKind.ARCHIVE:
            return _listed(directories.archive_listing(snapshot, chosen, title), Edition.SUBMISSION, template)
        case DocumentKind.SCORES:
            return _listed(score_listing(snapshot, chosen, title, edition), edition, template)
        case DocumentKind.REPORT:
            gaps = [contents.gaps[item.id] for item in chosen.items]
            blocks = report_blocks(snapshot, chosen, gaps, title, edition)
            body = paginate(_marked(blocks, edition), templates.upright)
            return _Laid(body=body, annex=_scores(snapshot, chosen, edition, templates), blanks=_blanks(blocks))
        case DocumentKind.CLOSING:
            blocks = _closing(wanted, contents, chosen, places, title)
            return _Laid(body=paginate(blocks, template))
        case DocumentKind.COMPILATION:
            return _compiled(wanted, contents, chosen, template, report)
        case _:
            assert_never(wanted.kind)


def _closing(
    wanted: Wanted, contents: Contents, chosen: Chosen, places: Callable[[], Places], title: str
) -> tuple[Block, ...]:
    """Return the 备考表 of the boxes that hold the chosen items; of one unit or year, of what each item has of it."""
    snapshot, edition = contents.snapshot, wanted.edition
    if wanted.choice.unit is not None or wanted.choice.year is not None:
        return closing_blocks(snapshot, chosen, title, edition)
    meant = {item.id for item in chosen.items if chosen.of(item)}
    boxes = [box for box in places().boxes if not meant.isdisjoint(box.items)]
    return box_closing_blocks(snapshot, boxes, _shown(contents, edition), title, edition)


def _shown(contents: Contents, edition: Edition) -> dict[CriterionId, tuple[Numbered, ...]]:
    return {key: shown(contents, contents.snapshot.by_id[key], edition) for key in contents.numbered}


def _listed(listing: Listing, edition: Edition, template: Template) -> _Laid:
    if edition is Edition.INTERNAL:
        listing = replace(listing, lines=(words.phrase("internal"), *listing.lines))
    return _Laid(body=paginate(listing_blocks(listing), template), listing=listing)


def _scores(snapshot: Snapshot, chosen: Chosen, edition: Edition, templates: Templates) -> Annex:
    """Return the 自评打分表 as an annex: the word ahead of its title, as GB/T 9704 has it."""
    name = DocumentKind.SCORES.name_in_use
    head = Paragraph(Style.ITEM, words.report("annex_head"))
    blocks = (head, *listing_blocks(score_listing(snapshot, chosen, name, edition)))
    return Annex(paginate(blocks, templates.turned), templates.turned)


def _marked(blocks: Sequence[Block], edition: Edition) -> Sequence[Block]:
    """Say below the title of what is for the office alone that it is."""
    note = Paragraph(Style.NOTE, words.phrase("internal"))
    lines = sum(isinstance(block, Paragraph) and block.style is Style.DIRECTORY_TITLE for block in blocks)
    return (*blocks[:lines], note, *blocks[lines:]) if edition is Edition.INTERNAL else blocks


def _blanks(blocks: Sequence[Block]) -> int:
    return sum(block.text.count(BLANK) for block in paragraphs(blocks))


def _compiled(wanted: Wanted, contents: Contents, chosen: Chosen, template: Template, report: Report) -> _Laid:
    """Lay out the chosen items as an export lays out all, with pages of their own from 1 on."""
    edition, items, chosen = wanted.edition, {item.id for item in chosen.items}, chosen.standing_alone()
    mine = replace(contents, numbered=chosen.numbered)
    parts = [
        replace(chapter, sections=held)
        for chapter in chapters(mine, edition)
        if (held := tuple(section for section in chapter.sections if section.criterion.id in items))
    ]
    gaps = {key: gap for key, gap in contents.gaps.items() if key in items}
    alone = replace(mine, gaps=gaps, snapshot=replace(mine.snapshot, boxes=NO_BOXES))
    (bound,) = bind(alone, parts, edition, BoxRules(most_pages=None), template, str, report)
    label = "" if wanted.choice == Choice() else _told(wanted.choice, contents.snapshot)
    papers = sum(len(section.printed) for part in parts for section in part.sections)
    cover = front.pages(contents.snapshot, edition, label, len(chosen.numbered), papers, template)
    return _Laid(cover, bound.body, bound.page_of)


def _told(choice: Choice, snapshot: Snapshot) -> str:
    """Return what a compilation is of, for its cover."""
    named = [item for item in snapshot.criteria if item.id in choice.items]
    items = phrases.item_heading(named[0]) if len(named) == 1 else "、".join(item.code for item in named)
    year = words.phrase("of_year", year=choice.year) if choice.year else ""
    return "　".join(text for text in (items, choice.unit or "", year) if text)


def _write_word(
    path: Path,
    title: str,
    laid: _Laid,
    snapshot: Snapshot,
    original_path: Callable[[Original], Path],
    template: Template,
    version: str,
    report: Report,
) -> int:
    author = snapshot.project.author
    document = WordFile(
        title, author, version, snapshot.at, laid.front, laid.body, laid.page_of or {}, {}, annex=laid.annex
    )
    files = {key: (original_path(original), original.media_type) for key, original in snapshot.originals.items()}
    total, turned = steps(document), count()
    with TemporaryDirectory(prefix="beijian-") as folder, closing(PictureStore(files, Path(folder))) as store:
        return write_word(path, document, template, store, lambda: tell(report, "document", next(turned), total))
