"""One export: both editions as Word and the package, made beside the target and then put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence import wording
from evidence.check.gaps import countable, find_gaps
from evidence.errors import ExportError
from evidence.export import outline, phrases
from evidence.export.blocks import Anchor, PictureSource
from evidence.export.exchange import put_in_place, staging
from evidence.export.numbering import Numbered, number_pieces
from evidence.export.package import PackedFile, plan_package, write_package
from evidence.export.paginate import PlacedPicture
from evidence.export.pictures import PictureStore, SizeMm, picture_sizes, printable
from evidence.export.template import Template
from evidence.export.volumes import Bound, bind
from evidence.export.word import WordFile, write_word
from evidence.model import CriterionId, Edition, Original, OriginalId, Snapshot
from evidence.names import safe_name
from evidence.progress import Report, tell
from evidence.store.disk import disk_sentences

PACKAGE = "电子版资料"


@dataclass(frozen=True, slots=True)
class Made:
    """One document of an export."""

    path: Path
    kind: str  # dossier, volume or directory
    edition: Edition
    pages: int
    entries: int  # page numbers in its directories
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Omission:
    """What the submission edition and the package do not hold, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export made."""

    documents: tuple[Made, ...]
    package: Path
    omissions: tuple[Omission, ...]
    pieces: int  # in the submission edition
    pictures: int  # printed in the submission edition
    kept: Path | None  # where files of the earlier export went that people had changed


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Where to and how."""

    out: Path
    template: Template
    version: str  # of the program
    volume_pages: int | None = None


def export_dossier(
    snapshot: Snapshot, original_path: Callable[[Original], Path], options: ExportOptions, report: Report
) -> Exported:
    """Make the dossier and its package below `options.out`; an earlier export stays whole until this one is."""
    out = options.out
    if out.exists() and not out.is_dir():
        raise ExportError("out_not_folder", path=str(out))
    paths = {key: original_path(original) for key, original in snapshot.originals.items()}
    with disk_sentences(out, ExportError), staging(out) as staged:
        (staged / "pictures").mkdir()
        numbered = number_pieces(snapshot)
        planned = plan_package(snapshot, numbered, len(str((out / PACKAGE).resolve())))
        contents = outline.Contents(
            snapshot=snapshot,
            gaps={item.criterion.id: item for item in find_gaps(snapshot)},
            numbered=numbered,
            picture_sizes=_sizes(snapshot, numbered, paths, report),
            places=_places(numbered, planned),
        )
        store = PictureStore({k: (paths[k], o.media_type) for k, o in snapshot.originals.items()}, staged / "pictures")
        made: list[Made] = []
        pictures = 0
        for edition in Edition:
            chapters = outline.chapters(contents, edition)
            name = safe_name(phrases.cover_title(snapshot.project), 50) + f"（{wording.EDITIONS[edition]}）"
            documents = bind(
                contents, chapters, edition, options.volume_pages, options.template, lambda n, name=name: _file(name, n)
            )
            folder = staged / "out" / wording.EDITIONS[edition]
            folder.mkdir(parents=True)
            for number, bound in enumerate(documents):
                tell(report, "documents", number, len(documents))
                made.append(_write(bound, documents, folder, name, edition, contents, options, store))
            pictures = sum(_pictures(bound) for bound in documents)
        files = [file for packed in planned.values() for file in packed]
        sources = {original.sha256: paths[key] for key, original in snapshot.originals.items()}
        unread = write_package(staged / "out" / PACKAGE, files, sources, _info(snapshot, options.version), report)
        kept = put_in_place(staged / "out", out, snapshot.at)
    return Exported(
        documents=tuple(_moved(document, staged / "out", out) for document in made),
        package=out / PACKAGE,
        omissions=tuple(_omissions(snapshot, numbered, unread, store.failed)),
        pieces=sum(1 for entries in numbered.values() for e in entries if e.number and e.at_home),
        pictures=pictures,
        kept=kept,
    )


def _write(
    bound: Bound,
    documents: tuple[Bound, ...],
    folder: Path,
    name: str,
    edition: Edition,
    contents: outline.Contents,
    options: ExportOptions,
    store: PictureStore,
) -> Made:
    alone = len(documents) == 1
    path = folder / _file(name, None if alone else bound.number)
    project = contents.snapshot.project
    document = WordFile(
        title=path.stem,
        author=project.office or project.place or "",
        version=options.version,
        made_at=contents.snapshot.at,
        front=bound.front,
        body=bound.body,
        page_of=bound.page_of,
        elsewhere={anchor: f"第{other.number}册" for other in documents for anchor in other.page_of},
    )
    entries = write_word(path, document, options.template, store)
    kind = "dossier" if alone else "volume" if bound.number else "directory"
    return Made(path, kind, edition, len(bound.front) + len(bound.body), entries, path.stat().st_size)


def _file(name: str, number: int | None) -> str:
    """Return the file name of a document: alone (None), the directory of volumes (0) or a volume."""
    if number is None:
        return f"{name}.docx"
    return f"{name} 第{number:02d}册.docx" if number else f"{name} 00目录册.docx"


def _pictures(bound: Bound) -> int:
    return sum(isinstance(placed, PlacedPicture) for page in bound.body for placed in page)


def _sizes(
    snapshot: Snapshot,
    numbered: Mapping[CriterionId, tuple[Numbered, ...]],
    paths: Mapping[OriginalId, Path],
    report: Report,
) -> dict[OriginalId, tuple[SizeMm, ...]]:
    """Measure what can be shown as pictures, of the pieces that are filed and sound."""
    wanted = {
        part.original: snapshot.originals[part.original]
        for entries in numbered.values()
        for entry in entries
        if countable(entry.piece)
        for part in entry.piece.parts
    }
    found: dict[OriginalId, tuple[SizeMm, ...]] = {}
    for index, (key, original) in enumerate(wanted.items()):
        tell(report, "pictures", index, len(wanted))
        if printable(original):
            found[key] = picture_sizes(paths[key], original.media_type)
    return found


def _places(
    numbered: Mapping[CriterionId, tuple[Numbered, ...]], planned: Mapping[str, tuple[PackedFile, ...]]
) -> dict[Anchor, str]:
    return {
        entry.anchor: str(planned[entry.number][0].place.relative_to("data"))
        for entries in numbered.values()
        for entry in entries
        if entry.number and planned.get(entry.number)
    }


def _omissions(
    snapshot: Snapshot,
    numbered: Mapping[CriterionId, tuple[Numbered, ...]],
    unread: Iterable[PackedFile],
    failed: Iterable[PictureSource],
) -> Iterator[Omission]:
    for entries in numbered.values():
        for entry in entries:
            title = f"{entry.label} {phrases.title_of(entry.piece, snapshot)}"
            if entry.number is None and entry.at_home:
                why = wording.phrase("omitted_not_countable", why=phrases.piece_remark(entry.piece))
                yield Omission(title, why)
            elif entry.at_home and not entry.piece.parts and entry.piece.paper:
                yield Omission(title, wording.phrase("omitted_paper_only", place=entry.piece.paper.place))
    for file in unread:
        yield Omission(str(file.place), wording.phrase("omitted_file_missing"))
    for source in sorted(failed, key=lambda source: (source.original, source.page)):
        name = snapshot.originals[source.original].name
        yield Omission(name, wording.phrase("omitted_picture", page=source.page + 1))
    filed = {filing.piece for filing in snapshot.filings}
    for piece in snapshot.pieces:
        if piece.id not in filed:
            yield Omission(phrases.title_of(piece, snapshot), wording.phrase("omitted_unfiled"))


def _info(snapshot: Snapshot, version: str) -> dict[str, str]:
    return {
        "Source-Organization": snapshot.project.office or snapshot.project.place or "",
        "Bagging-Date": f"{snapshot.at:%Y-%m-%d}",
        "External-Description": phrases.cover_title(snapshot.project),
        "Bag-Software-Agent": f"Beijian {version}",
    }


def _moved(document: Made, staged: Path, out: Path) -> Made:
    place = out / document.path.relative_to(staged)
    return Made(place, document.kind, document.edition, document.pages, document.entries, document.size_bytes)
