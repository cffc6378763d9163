"""Volumes: items whole, directories right, no link that leads nowhere."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from pages.exported import bookmarks, contents_of, documents, export, far_links, links, paragraphs, rows
from pages.invented import Shelf, Size, invent

from build import a_group, a_piece, a_snapshot, an_item, filed
from evidence.boxes import BoxRules
from evidence.export.blocks import Anchor, Content, FarPage, PageNumber
from evidence.export.box_pages import pages_of
from evidence.export.outline import chapters
from evidence.export.paginate import PlacedTable, PlacedText
from evidence.export.template import Template
from evidence.export.volumes import Bound, bind
from evidence.model import Criterion, Edition
from evidence.progress import Silent
from evidence.snapshot import Snapshot

VOLUME_PAGES = 12
BUSY = Size(items=14, pieces=120, depth=3)


def bound(snapshot: Snapshot, template: Template, edition: Edition, volume_pages: int | None) -> tuple[Bound, ...]:
    contents = contents_of(snapshot)
    found = chapters(contents, edition)
    return bind(
        contents, found, edition, BoxRules(volume_pages), template, lambda number: f"第{number:02d}盒.docx", Silent()
    )


def cell_contents(document: Bound) -> list[Content]:
    tables = [placed for page in document.body for placed in page if isinstance(placed, PlacedTable)]
    return [content for table in tables for row in table.rows for content in row.contents]


def items(document: Bound) -> list[Anchor]:
    return [anchor for anchor in document.page_of if anchor.startswith("item")]


def of_depth(depth: int) -> list[Criterion]:
    """A scheme with one item under `depth` − 1 groups."""
    groups: list[Criterion] = []
    for level in range(1, depth):
        groups.append(a_group(f"{level}", f"第{level}层", groups[-1].id if groups else None))
    return [*groups, an_item("1.1.4.1", parent=groups[-1].id if groups else None)]


@pytest.fixture(scope="module")
def snapshot(shelf: Shelf) -> Snapshot:
    """Enough for several volumes."""
    return invent(BUSY, shelf, seed=7)


@pytest.fixture(scope="module", params=list(Edition))
def volumes(request: pytest.FixtureRequest, snapshot: Snapshot, template: Template) -> tuple[Bound, ...]:
    """The directory of all volumes, and the volumes of an edition."""
    edition: Edition = request.param
    return bound(snapshot, template, edition, VOLUME_PAGES)


@pytest.fixture(scope="module")
def out(shelf: Shelf, snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Volumes as files."""
    folder = tmp_path_factory.mktemp("volumes")
    export(snapshot, folder, shelf.path_of, VOLUME_PAGES)
    return folder


def test_without_a_limit_there_is_one_document(snapshot: Snapshot, template: Template) -> None:
    assert [document.number for document in bound(snapshot, template, Edition.SUBMISSION, None)] == [1]


def test_a_dossier_that_fits_one_volume_stays_alone(snapshot: Snapshot, template: Template) -> None:
    assert len(bound(snapshot, template, Edition.SUBMISSION, 10_000)) == 1


def test_volumes_follow_the_directory_of_all(volumes: tuple[Bound, ...]) -> None:
    assert [document.number for document in volumes] == list(range(len(volumes)))
    assert len(volumes) > 3


def test_no_item_is_in_two_volumes(volumes: tuple[Bound, ...]) -> None:
    found = [anchor for volume in volumes[1:] for anchor in items(volume)]
    assert len(found) == len(set(found))


def test_items_keep_their_order_through_the_volumes(volumes: tuple[Bound, ...]) -> None:
    found = [int(anchor.removeprefix("item")) for volume in volumes[1:] for anchor in items(volume)]
    assert found == sorted(found)


def test_each_item_with_all_its_pages_lies_in_its_volume(snapshot: Snapshot, template: Template) -> None:
    found = chapters(contents_of(snapshot), Edition.INTERNAL)
    sections = [section for chapter in found for section in chapter.sections]
    anchors = {section.anchor: {section.anchor, *(entry.anchor for entry in section.printed)} for section in sections}
    for volume in bound(snapshot, template, Edition.INTERNAL, VOLUME_PAGES)[1:]:
        inside = set[Anchor]().union(*(anchors[item] for item in items(volume)))
        assert set(volume.page_of) == inside


def test_a_volume_is_no_longer_than_asked_unless_it_is_one_item(volumes: tuple[Bound, ...]) -> None:
    directory = 1
    assert all(len(v.body) <= VOLUME_PAGES + directory or len(items(v)) == 1 for v in volumes[1:])


def test_no_two_volumes_in_a_row_would_fit_one(volumes: tuple[Bound, ...]) -> None:
    cover = len(volumes[1].front)
    assert all(cover + len(a.body) + len(b.body) > VOLUME_PAGES for a, b in pairwise(volumes[1:]))


def test_the_pages_of_a_volume_are_those_of_its_own(volumes: tuple[Bound, ...]) -> None:
    assert all(volume.page_of == pages_of(volume.body) for volume in volumes)


def test_each_volumes_directory_names_its_items_and_no_others(volumes: tuple[Bound, ...]) -> None:
    for volume in volumes[1:]:
        directory = next(p for p in volume.body[0] if isinstance(p, PlacedTable))
        last = [row.contents[-1] for row in directory.rows]
        assert [c.anchor for c in last if isinstance(c, PageNumber)] == items(volume)


def test_the_directory_of_all_names_each_items_volume_and_page(volumes: tuple[Bound, ...]) -> None:
    directory, *others = volumes
    for content in cell_contents(directory):
        if isinstance(content, FarPage):
            (home,) = [v for v in others if content.file == f"第{v.number:02d}盒.docx"]
            assert home.page_of[content.anchor] == content.number


def test_the_directory_of_all_names_every_item(volumes: tuple[Bound, ...]) -> None:
    named = {content.anchor for content in cell_contents(volumes[0]) if isinstance(content, FarPage)}
    assert {anchor for volume in volumes[1:] for anchor in items(volume)} <= named


def test_every_document_has_two_pages_before_page_one(volumes: tuple[Bound, ...]) -> None:
    assert {len(document.front) for document in volumes} == {2}


def test_covers_say_which_volume_of_how_many(volumes: tuple[Bound, ...]) -> None:
    count = len(volumes) - 1
    for document in volumes[1:]:
        texts = [placed.text for placed in document.front[0] if isinstance(placed, PlacedText)]
        assert f"第{document.number}盒（共{count}盒）" in texts


@pytest.mark.parametrize("edition", ["内部工作版", "送审版"])
def test_every_link_leads_to_a_place_in_its_own_volume(edition: str, out: Path) -> None:
    for path in documents(out / edition):
        assert {anchor for _, anchor in links(path)} <= bookmarks(path)


@pytest.mark.parametrize("edition", ["内部工作版", "送审版"])
def test_every_link_into_another_volume_leads_to_a_place_there(edition: str, out: Path) -> None:
    found = [target for path in documents(out / edition) for _, target in far_links(path) if "/" not in target]
    for target in found:
        name, _, anchor = unquote(target).partition("#")
        assert anchor in bookmarks(out / edition / name)
    assert found != []


def test_a_piece_in_another_volume_is_pointed_to_by_the_volumes_number(out: Path) -> None:
    found = [row for path in documents(out / "送审版")[1:] for row in rows(path) if row[0].startswith("见")]
    assert any(row[5].endswith("盒") for row in found)


@pytest.mark.parametrize("edition", ["内部工作版", "送审版"])
def test_a_piece_printed_in_another_volume_is_pointed_to_by_a_link_into_it(edition: str, out: Path) -> None:
    pointing = [text for path in documents(out / edition) for text, _ in far_links(path) if text.startswith("见 ")]
    written = [row[0] for path in documents(out / edition) for row in rows(path) if row[0].startswith("见 ")]
    inside = [text for path in documents(out / edition) for text, _ in links(path) if text.startswith("见 ")]
    assert pointing
    assert sorted(written) == sorted(pointing + inside)


def test_the_gap_list_of_volumes_stands_in_the_directory_of_all(out: Path) -> None:
    having = [path.name for path in documents(out / "内部工作版") if "缺项清单" in paragraphs(path)]
    assert having == ["云岭县迎检资料汇编（内部工作版） 00目录册.docx"]


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_a_scheme_of_any_depth_is_bound(depth: int, edition: Edition, template: Template) -> None:
    scheme = of_depth(depth)
    piece = a_piece()
    (document,) = bound(a_snapshot(scheme, [piece], [filed(piece, scheme[-1])]), template, edition, None)
    assert items(document) == ["item1"]


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_a_group_has_a_page_that_lists_its_items(depth: int, template: Template) -> None:
    (document,) = bound(a_snapshot(of_depth(depth)), template, Edition.INTERNAL, None)
    heads = [placed.text for page in document.body for placed in page if isinstance(placed, PlacedText)]
    assert f"{depth - 1}　第{depth - 1}层" in heads


def test_a_scheme_without_groups_has_no_dividing_page(template: Template) -> None:
    (document,) = bound(a_snapshot(of_depth(1)), template, Edition.SUBMISSION, None)
    assert len(document.body) == 1


def test_codes_that_begin_alike_are_told_apart() -> None:
    group = a_group("1", "组")
    codes = ("1.1.4.1", "1.1.4.10", "1.1.4.100")
    leaves = [an_item(code, parent=group.id) for code in codes]
    pieces = [a_piece(arrived=at) for at in range(3)]
    filings = [filed(piece, leaf) for piece, leaf in zip(pieces, leaves, strict=True)]
    contents = contents_of(a_snapshot([group, *leaves], pieces, filings))
    found = {key: [entry.number for entry in entries] for key, entries in contents.numbered.items()}
    assert found == {leaf.id: [f"{leaf.code}-001"] for leaf in leaves}


def test_an_empty_project_is_one_document_with_a_directory(template: Template) -> None:
    (document,) = bound(a_snapshot([]), template, Edition.INTERNAL, 5)
    assert [placed.text for placed in document.body[0] if isinstance(placed, PlacedText)] == ["总目录"]
