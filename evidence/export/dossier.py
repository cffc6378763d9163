"""One export: editions as Word and the package, made beside the target and then put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from functools import partial
from itertools import count, starmap
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from evidence import wording
from evidence.as_pages import page_source
from evidence.boxes import USUAL_RULES, BoxRules, PageBase, PerPage
from evidence.check.defects import countable
from evidence.check.gaps import find_gaps
from evidence.errors import ExportError
from evidence.export import outline, phrases
from evidence.export.blocks import Anchor, FarPage, PictureSource
from evidence.export.crawl import Asked, check_written
from evidence.export.exchange import Staging, beside, staging
from evidence.export.for_others import for_others
from evidence.export.leaks import Leak, LeakSearch
from evidence.export.lost_pages import pages_lost
from evidence.export.numbering import Numbered
from evidence.export.omissions import Omission, cropped_pages, omissions
from evidence.export.package import PackedFile
from evidence.export.package_form import PACKAGE, PackageForm
from evidence.export.package_front import write_front
from evidence.export.packing import Packed, Planned, find_lost, list_package, pack, plan, shape
from evidence.export.personal import personal_of
from evidence.export.picture_store import PictureStore
from evidence.export.pictures import SizeMm, printable, sizes_of
from evidence.export.placed import pictures_of
from evidence.export.target import Target, check_target
from evidence.export.template import Template
from evidence.export.volumes import Bound, bind
from evidence.export.word import WordFile, steps, write_word
from evidence.garbage import no_garbage
from evidence.model import CriterionId, Edition, Original, OriginalId
from evidence.names import safe_name
from evidence.progress import Report, tell
from evidence.snapshot import Snapshot
from evidence.store.disk import disk_sentences, remove_tree
from evidence.wording.packing import RENAMED


class Made(Struct, frozen=True):
    """One document of an export."""

    path: Path
    kind: str  # dossier, volume or directory
    edition: Edition
    pages: int
    entries: int  # page numbers in its directories
    size_bytes: int


class Exported(Struct, frozen=True):
    """What an export made."""

    documents: tuple[Made, ...]
    package: Path | None  # made with the submission edition
    omissions: tuple[Omission, ...]
    pieces: int  # that are numbered, with those on paper only
    lost: int  # originals that the vault no longer holds as they arrived
    personal: tuple[str, ...]  # labels and titles of pieces in the submission edition that hold personal data
    pictures: int  # printed in the last of the editions
    kept: Path | None  # where files of the earlier export went that people had changed
    leaks: tuple[Leak, ...] = ()  # what the submission edition says that may be for the office alone
    personal_packed: tuple[str, ...] = ()  # 件号 of papers with personal data that the package holds, for a reason
    cropped: tuple[str, ...] = ()  # pages of which only a part is printed
    resumed: int = 0  # files of the package that an export which was broken off had brought
    second: int | None = None  # of the folder beside, where an earlier export was open in another program


class ExportOptions(Struct, frozen=True):
    """Where to and how."""

    out: Path
    template: Template
    version: str  # of the program
    who: str  # who exports
    rules: BoxRules = USUAL_RULES
    editions: tuple[Edition, ...] = tuple(Edition)
    personal_reason: str = ""  # why papers with personal data go into the package; without one they stay out of it
    form: PackageForm = PackageForm.FOLDER
    second_name: bool = False  # where a file of the earlier export is open elsewhere, lie beside it
    project: Path | None = None  # the project's folder, which takes exports at one place only
    inbox: Path | None = None  # the watched folder, which takes none


def export_dossier(
    snapshot: Snapshot,
    original_path: Callable[[Original], Path],
    options: ExportOptions,
    report: Report,
    begin: Callable[[], object] | None = None,
) -> Exported:
    """Make the editions below `options.out`, and with the submission edition the package.

    An earlier export stays whole until this one is, and what this one does not make stays as it is, but for another
    form of the package. Where the target cannot take it nothing is written. `begin` records that files go there from
    now on: only then may what a stopped export has packed stay outside the project, for the next one to go on with.
    """
    out = options.out
    submitted = Edition.SUBMISSION in options.editions
    personal = personal_of(snapshot, options.personal_reason)
    planned = plan(snapshot, original_path, out, personal.held_back)
    _check_target(snapshot, planned, options)
    lasting = _begun(options, begin) if submitted else None
    with disk_sentences(out, ExportError), staging(out, options.who, snapshot.at, lasting) as work:
        packed = pack(work, planned, report) if submitted else Packed()
        contents, lost = _gather(snapshot, planned, packed, options.rules.photos, report)
        numbered, paths, handed = planned.numbered, planned.paths, for_others(contents)
        files = {key: page_source(one, lambda one: paths[one.id]) for key, one in snapshot.originals.items()}
        made, pictures, failed = _make_documents(work, contents, options, files, report)
        pages = {document.path: document.pages for document in made}
        search = LeakSearch(handed.snapshot)
        to_submit = [document.path for document in made if document.edition is Edition.SUBMISSION]
        there = _brought(planned, packed)
        if submitted:
            first, pages[first] = _write_front(work, handed, there, options, search)
            to_submit.append(first)
        stamped = options.rules.base is PageBase.BOX
        packed_in = list_package(work, packed, snapshot, options.version) if submitted else None
        hear = {path: partial(search.hear, path.name) for path in to_submit}
        check_written(Asked(pages, packed_in, _fixed(snapshot), stamped=stamped, hear=hear), report)
        package = shape(work, options.form, snapshot, report) if submitted else None
        other_forms = package.instead_of if package else ()
        placed = work.put_in_place(snapshot.at, report, instead_of=other_forms, second_name=options.second_name)
    printed = [entry for entries in numbered.values() for entry in entries if entry.number and entry.at_home]
    place = beside(out, placed.number)
    held = {(number, file.original.id) for number, some in there.items() for file in some}
    return Exported(
        documents=tuple(replace(one, path=place / one.path.relative_to(work.made)) for one in made),
        package=place / package.name if package else None,
        omissions=(
            *omissions(snapshot, numbered, lost, paths, failed, options.editions, personal.held_back, held),
            *starmap(Omission, pages_lost(contents)),
        ),
        lost=len(lost),
        personal=personal.labels if submitted else (),
        personal_packed=personal.packed if submitted else (),
        pieces=len(printed),
        pictures=pictures,
        kept=placed.kept,
        leaks=search.found,
        cropped=cropped_pages(snapshot, numbered),
        resumed=sum(file.resumed for file in packed.files),
        second=placed.number,
    )


def _check_target(snapshot: Snapshot, planned: Planned, options: ExportOptions) -> None:
    """Raise `ExportError` if the target does not take an export."""
    submitted = Edition.SUBMISSION in options.editions
    packed = planned.packed.values() if submitted else ()
    places = [PurePosixPath(PACKAGE) / file.place for files in packed for file in files]
    target = Target(options.out, options.project, options.inbox)
    check_target(target, snapshot, options.editions, places, zipped=submitted and options.form.zipped)


def _brought(planned: Planned, packed: Packed) -> dict[str, list[PackedFile]]:
    """Return the files of the package that are there, by 件号."""
    places = packed.places
    return {number: [file for file in some if file.place in places] for number, some in planned.packed.items()}


def _write_front(
    work: Staging,
    handed: outline.Contents,
    there: Mapping[str, Sequence[PackedFile]],
    options: ExportOptions,
    search: LeakSearch,
) -> tuple[Path, int]:
    """Write what stands before and behind the files of the package; return the path and the pages of its 总目录."""
    came_as = {handed.snapshot.originals[file.original.id].name for files in there.values() for file in files}
    search.hear(RENAMED, sorted(came_as), besides=("file_name", "gap"))  # which is what this list tells
    return write_front(work.made / PACKAGE, handed, there, options.template, options.version)


def _begun(options: ExportOptions, begin: Callable[[], object] | None) -> str | None:
    """Record that files go to the target; return the folder of those that may stay there where the work is stopped."""
    if begin is not None:
        begin()
    within = options.project is not None and options.out.resolve().is_relative_to(options.project.resolve())
    return PACKAGE if begin is not None or within else None


def _fixed(snapshot: Snapshot) -> frozenset[str]:
    """Return the codes of the items whose 件号 are fixed."""
    fixed = {item for box in snapshot.boxes.fixed for item in box.items}
    return frozenset(criterion.code for criterion in snapshot.leaves if criterion.id in fixed)


def plan_boxes(
    snapshot: Snapshot,
    original_path: Callable[[Original], Path],
    rules: BoxRules,
    template: Template,
    report: Report,
) -> tuple[outline.Contents, tuple[Bound, ...]]:
    """Return the boxes of the submission edition with their pages, as an export would make them now."""
    contents, _ = _gather(snapshot, plan(snapshot, original_path, None), None, rules.photos, report)
    contents = for_others(contents)
    with no_garbage():
        chapters = outline.chapters(contents, Edition.SUBMISSION)
        bound = bind(contents, chapters, Edition.SUBMISSION, rules, template, str, report)
    return contents, tuple(box for box in bound if box.number)


def _gather(
    snapshot: Snapshot, planned: Planned, packed: Packed | None, photos: PerPage, report: Report
) -> tuple[outline.Contents, frozenset[OriginalId]]:
    """Return what documents are made from, and the originals that are lost: without `packed` none is looked at."""
    filed = _filed_originals(planned.numbered)
    lost = frozenset[OriginalId]() if packed is None else find_lost(filed, snapshot, planned, packed, report)
    contents = outline.Contents(
        snapshot=snapshot,
        gaps={item.criterion.id: item for item in find_gaps(snapshot)},
        numbered=planned.numbered,
        picture_sizes=_sizes(filed - lost, snapshot, planned.paths, report),
        places=_places(planned.numbered, planned.packed, lost, packed.places if packed else frozenset()),
        photos=photos,
    )
    return contents, lost


class _Paged(Struct, frozen=True):
    """A document whose pages are known."""

    file: str
    kind: str
    edition: Edition
    document: WordFile


def _make_documents(
    work: Staging,
    contents: outline.Contents,
    options: ExportOptions,
    files: Mapping[OriginalId, tuple[Path, str]],
    report: Report,
) -> tuple[list[Made], int, AbstractSet[PictureSource]]:
    """Write the documents of each edition into a folder of its own.

    Return them, how many pictures the last edition prints, and which pictures could not be read.
    """
    with no_garbage():
        planned = [document for edition in options.editions for document in _plan(edition, contents, options, report)]
    total = sum(steps(entry.document) for entry in planned)
    turned = count()
    folder = work.folder / "pictures"
    folder.mkdir()
    made: list[Made] = []
    with closing(PictureStore(files, folder)) as store:
        for entry in planned:
            path = work.made / wording.EDITIONS[entry.edition] / entry.file
            path.parent.mkdir(parents=True, exist_ok=True)
            document = entry.document
            entries = write_word(
                path, document, options.template, store, lambda: tell(report, "documents", next(turned), total)
            )
            pages = len(document.front) + len(document.body)
            made.append(Made(path, entry.kind, entry.edition, pages, entries, path.stat().st_size))
    tell(report, "documents", total, total)
    remove_tree(folder)
    last = [entry for entry in planned if entry.edition is planned[-1].edition]
    return made, sum(_pictures(entry.document) for entry in last), store.failed


def _plan(edition: Edition, contents: outline.Contents, options: ExportOptions, report: Report) -> Iterator[_Paged]:
    """Yield the documents of an edition."""
    if edition is Edition.SUBMISSION:
        contents = for_others(contents)
    project = contents.snapshot.project
    name = safe_name(phrases.cover_title(project), 50) + f"（{wording.EDITIONS[edition]}）"
    chapters = outline.chapters(contents, edition)
    documents = bind(
        contents, chapters, edition, options.rules, options.template, lambda number: _file(name, number), report
    )
    alone = len(documents) == 1
    elsewhere = {
        anchor: FarPage(_file(name, bound.number), anchor, f"{bound.number}盒")
        for bound in documents
        for anchor in bound.page_of
    }
    for bound in documents:
        if not bound.runs:  # a box that was printed, and nothing lies in it any more
            continue
        file = _file(name, None if alone else bound.number)
        document = WordFile(
            title=file.removesuffix(".docx"),
            author=project.author,
            version=options.version,
            made_at=contents.snapshot.at,
            front=bound.front,
            body=bound.body,
            page_of=bound.page_of,
            elsewhere=elsewhere,
            places=bound.places,
            numbers=bound.numbers,
            # Into a zip leads no link.
            package=f"../{quote(PACKAGE)}" if edition is Edition.SUBMISSION and options.form.unpacked else "",
        )
        yield _Paged(file, "dossier" if alone else "volume" if bound.number else "directory", edition, document)


def _file(name: str, number: int | None) -> str:
    """Return the file name of a document: alone (None), the directory of boxes (0) or a box."""
    if number is None:
        return f"{name}.docx"
    return f"{name} 第{number:02d}盒.docx" if number else f"{name} 00目录册.docx"


def _pictures(document: WordFile) -> int:
    return sum(1 for page in document.body for _ in pictures_of(page))


def _filed_originals(numbered: Mapping[CriterionId, tuple[Numbered, ...]]) -> frozenset[OriginalId]:
    """Return the originals of the pieces that are filed and sound."""
    return frozenset(
        part.original
        for entries in numbered.values()
        for entry in entries
        if countable(entry.piece)
        for part in entry.piece.parts
        if part.printed
    )


def _sizes(
    originals: frozenset[OriginalId], snapshot: Snapshot, paths: Mapping[OriginalId, Path], report: Report
) -> dict[OriginalId, tuple[SizeMm, ...]]:
    """Measure what can be shown as pictures."""
    found: dict[OriginalId, tuple[SizeMm, ...]] = {}
    for index, key in enumerate(sorted(originals)):
        tell(report, "pictures", index, len(originals))
        if printable(snapshot.originals[key]):
            found[key] = sizes_of(snapshot.originals[key], lambda one: paths[one.id])
    tell(report, "pictures", len(originals), len(originals))
    return found


def _places(
    numbered: Mapping[CriterionId, tuple[Numbered, ...]],
    planned: Mapping[str, tuple[PackedFile, ...]],
    lost: frozenset[OriginalId],
    brought: frozenset[PurePosixPath],
) -> dict[Anchor, str]:
    """Return where in the package each piece begins, but for one whose file is lost and was not brought."""
    found: dict[Anchor, str] = {}
    for entry in (entry for entries in numbered.values() for entry in entries):
        files = planned.get(entry.number, ()) if entry.number else ()
        if files and (files[0].original.id not in lost or files[0].place in brought):
            found[entry.anchor] = str(files[0].place)
    return found


def gather(
    snapshot: Snapshot, original_path: Callable[[Original], Path], out: Path, report: Report
) -> outline.Contents:
    """Return what documents are made from that are to lie in `out`: pieces numbered, originals checked and measured."""
    planned = plan(snapshot, original_path, out)
    return _gather(snapshot, planned, Packed(), snapshot.boxes.rules.photos, report)[0]
