"""电子版资料: names that Windows takes, paths that are short enough, and nothing claimed that is not packed."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pages.exported import all_text, documents, export
from pages.invented import Shelf
from pages.wild import WILD

from build import a_group, a_piece, a_snapshot, an_item, an_original, filed
from evidence import wording
from evidence.export.dossier import Exported
from evidence.export.numbering import number_pieces
from evidence.export.package import LONGEST_PATH, PATH_LIMIT, Renamed, plan_package
from evidence.export.verifying import verify_package
from evidence.model import Criterion, Facts, Piece
from evidence.progress import Silent
from evidence.snapshot import Snapshot

FORBIDDEN = re.compile(r'[#\\/:*?"<>|\x00-\x1f\x7f]|[. ]$|^ |^(?i:con|prn|aux|nul|com\d|lpt\d)(\.|$)')
HOSTILE = (
    "CON",
    "nul.txt",
    "通知...",
    "通知   ",
    " 前有空格",
    'a\\b/c:d*e?f"g<h>i|j',
    "换行\n制表\t响铃\x07",
    "😀🍱" * 60,
    "题" * 300,
    "ＡＢＣ／１２３：",
    "\u202egpj.恶意",
    "e\u0301" * 80,
    "\ud800半个",
    "",
    ".",
    "..",
)


def windows_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def longest(above: int) -> int:
    """Return how long a path may be below a folder of so many characters."""
    return PATH_LIMIT if above <= 60 else LONGEST_PATH


def places(snapshot: Snapshot, above: int = 20) -> list[PurePosixPath]:
    planned = plan_package(snapshot, number_pieces(snapshot), above)
    return [file.place for files in planned.values() for file in files]


def filed_under(item: Criterion, *pieces: Piece, groups: tuple[Criterion, ...] = ()) -> Snapshot:
    found = [replace(piece, arrived=at) for at, piece in enumerate(pieces)]
    filings = [filed(piece, item) for piece in found]
    originals = {part.original: an_original() for piece in pieces for part in piece.parts}
    known = [replace(original, id=key) for key, original in originals.items()]
    return a_snapshot([*groups, item], found, filings, originals=known)


def named(title: str | None, original: str = "方案.docx", number: str | None = None) -> tuple[Snapshot, PurePosixPath]:
    """A dossier with one piece, and the place of its file."""
    item, file = an_item("11-39"), an_original(original)
    piece = a_piece(title, number=number, originals=[file])
    snapshot = a_snapshot([item], [piece], [filed(piece, item)], originals=[file])
    (place,) = places(snapshot)
    return snapshot, place


def test_a_name_tells_number_title_paper_and_date() -> None:
    _, place = named("关于开展宣传周的通知", number="云食药安办发〔2023〕12号")
    assert place.name == "11-39-001_关于开展宣传周的通知_云食药安办发〔2023〕12号_20230301.docx"


def test_what_is_not_known_is_left_out_of_a_name() -> None:
    item, file = an_item("11-39"), an_original("IMG_1.JPG")
    piece = replace(a_piece("照片", originals=[file]), facts=Facts(title="照片"))
    (place,) = places(a_snapshot([item], [piece], [filed(piece, item)], originals=[file]))
    assert place.name == "11-39-001_照片.jpg"


def test_the_files_of_one_piece_are_told_apart() -> None:
    files = [an_original("通知.docx"), an_original("签到.jpg")]
    item, piece = an_item("1-1"), a_piece("会议", number=None, originals=files)
    found = places(a_snapshot([item], [piece], [filed(piece, item)], originals=files))
    assert [place.name for place in found] == ["1-1-001_会议_20230301_1.docx", "1-1-001_会议_20230301_2.jpg"]


def test_folders_are_named_by_number_and_criterion() -> None:
    above, group = a_group("1", "基础工作"), a_group("11", "社会共治")
    group = replace(group, parent=above.id)
    item = an_item("11-39", parent=group.id)
    found = places(filed_under(item, a_piece(originals=[an_original()]), groups=(above, group)))
    assert found[0].parent == PurePosixPath("01 基础工作/11 社会共治/11-39")


def test_a_piece_of_several_items_is_packed_once() -> None:
    items, file = [an_item("1-1"), an_item("1-2")], an_original()
    piece = a_piece(originals=[file])
    filings = [filed(piece, item) for item in items]
    assert len(places(a_snapshot(items, [piece], filings, originals=[file]))) == 1


@pytest.mark.parametrize("title", HOSTILE)
def test_windows_takes_every_name(title: str) -> None:
    _, place = named(title, number="文〔2023〕1号/附")
    assert [part for part in place.parts if FORBIDDEN.search(part)] == []


@given(WILD, st.text(max_size=40), WILD)
def test_windows_takes_any_name(title: str, original: str, number: str) -> None:
    _, place = named(title, original, number)
    assert [part for part in place.parts if FORBIDDEN.search(part)] == []


@given(WILD, WILD, st.integers(0, 120))
def test_a_path_is_no_longer_than_the_limit(title: str, number: str, above: int) -> None:
    snapshot, _ = named(title, number=number)
    assert all(above + 1 + windows_length(str(place)) <= longest(above) for place in places(snapshot, above))


@pytest.mark.parametrize("title", HOSTILE)
def test_a_name_fits_what_linux_takes(title: str) -> None:
    _, place = named(title * 5, number="文" * 60)
    assert all(len(part.encode()) <= 255 for part in place.parts)


@pytest.mark.parametrize("above", [20, 60, 100, 130])
def test_deep_schemes_stay_within_the_limit(above: int) -> None:
    groups: list[Criterion] = []
    for level in range(3):
        parent = groups[-1].id if groups else None
        groups.append(a_group(str(level + 1), f"第{level}层名称很长很长很长很长很长很长很长的一级", parent))
    item = an_item("1.1.4.10", parent=groups[-1].id)
    found = places(filed_under(item, a_piece("题" * 300, originals=[an_original()]), groups=tuple(groups)), above)
    assert all(above + 1 + windows_length(str(place)) <= longest(above) for place in found)


def test_items_that_differ_by_case_alone_share_no_path() -> None:
    items = [an_item("a1"), an_item("A1"), an_item("A:1"), an_item("a*1")]
    files = [an_original() for _ in items]
    pieces = [a_piece("方案", originals=[file], arrived=at) for at, file in enumerate(files)]
    filings = [filed(piece, item) for piece, item in zip(pieces, items, strict=True)]
    found = [str(place).casefold() for place in places(a_snapshot(items, pieces, filings, originals=files))]
    assert len(set(found)) == 4


@settings(max_examples=30)
@given(st.lists(WILD, min_size=2, max_size=8))
def test_no_two_files_have_one_path(titles: list[str]) -> None:
    found = places(filed_under(an_item(), *(a_piece(title, originals=[an_original()]) for title in titles)))
    assert len({str(place).casefold() for place in found}) == len(titles)


@pytest.mark.parametrize(
    "name", ["长" * 100 + ".pdf", "长" * 196 + ".pdf", "a" * 251 + ".pdf", "无题.2023年的说明.PDF", "SKM_C225.PDF"]
)
def test_the_ending_of_a_file_is_kept(name: str) -> None:
    assert named("扫描件", name)[1].suffix == ".pdf"


@pytest.mark.parametrize("ending", ["13812345678", "110101199003071233"])
def test_an_ending_tells_no_number_of_a_person_whole(ending: str) -> None:
    place = named("名册", f"名册.{ending}")[1]
    assert ending[:11] not in str(place)


@pytest.mark.parametrize("code", ["11-39", "编" * 80, "😀" * 60, "A" * 300])
@pytest.mark.parametrize("title", ["长" * 200, "😀🍱" * 60, "e\u0301" * 200, "题"])
def test_a_long_name_keeps_its_ending_and_fits_everywhere(title: str, code: str) -> None:
    item, files = an_item(code), [an_original("长" * 196 + ".docx"), an_original("照" * 200 + ".jpeg")]
    piece = a_piece(title, number="文" * 60, originals=files)
    found = places(a_snapshot([item], [piece], [filed(piece, item)], originals=files))
    assert [place.suffix for place in found] == [".docx", ".jpeg"]
    assert all(len(part.encode()) <= 240 for place in found for part in place.parts)


def test_the_running_number_outlives_a_long_code() -> None:
    found = places(filed_under(an_item("编" * 80), *(a_piece("题", originals=[an_original()]) for _ in range(2))))
    assert [place.name[24:30] for place in found] == ["-001_题", "-002_题"]


def test_files_of_one_name_are_counted_upwards() -> None:
    items = [an_item(code) for code in ("a:1", "A*1", "a?1")]
    files = [an_original() for _ in items]
    pieces = [a_piece("方案", number=None, originals=[file], arrived=at) for at, file in enumerate(files)]
    filings = [filed(piece, item) for piece, item in zip(pieces, items, strict=True)]
    names = [place.name.casefold() for place in places(a_snapshot(items, pieces, filings, originals=files))]
    assert names == ["a 1-001_方案_20230301.docx", "a 1-001~2_20230301.docx", "a 1-001~3_20230301.docx"]


def one_of_two(shelf: Shelf, spoilt: Path, tmp_path: Path) -> Exported:
    """Export two pieces, the first of whose files lies at `spoilt`."""
    item, originals = an_item(), shelf.others[:2]
    pieces = [a_piece(f"第{at}件", originals=[o], arrived=at) for at, o in enumerate(originals)]
    filings = [filed(piece, item) for piece in pieces]
    paths = {**shelf.path_of, originals[0].id: spoilt}
    return export(a_snapshot([item], pieces, filings, originals=originals), tmp_path / "out", paths)


def bag_of(made: Exported) -> Path:
    assert made.package is not None
    return made.package


def altered(folder: Path) -> Path:
    path = folder / "改过.docx"
    path.write_bytes(b"altered")
    return path


def test_a_file_missing_from_the_vault_leaves_the_package_sound(shelf: Shelf, tmp_path: Path) -> None:
    made = one_of_two(shelf, tmp_path / "没有", tmp_path)
    assert verify_package(bag_of(made), Silent()).faults == ()


def test_a_file_altered_in_the_vault_leaves_the_package_sound(shelf: Shelf, tmp_path: Path) -> None:
    made = one_of_two(shelf, altered(tmp_path), tmp_path)
    assert verify_package(bag_of(made), Silent()).faults == ()


def test_a_file_missing_from_the_vault_is_told_as_left_out(shelf: Shelf, tmp_path: Path) -> None:
    made = one_of_two(shelf, tmp_path / "没有", tmp_path)
    assert [(o.what, o.why) for o in made.omissions] == [("1-1-001 第0件", wording.phrase("omitted_file_missing"))]


def test_a_file_altered_in_the_vault_is_told_as_left_out(shelf: Shelf, tmp_path: Path) -> None:
    made = one_of_two(shelf, altered(tmp_path), tmp_path)
    assert [(o.what, o.why) for o in made.omissions] == [("1-1-001 第0件", wording.phrase("omitted_file_changed"))]


def test_a_document_does_not_claim_a_place_for_a_file_that_is_not_packed(shelf: Shelf, tmp_path: Path) -> None:
    made = one_of_two(shelf, altered(tmp_path), tmp_path)
    for path in documents(bag_of(made).parent):
        claimed = re.findall(r"电子版资料：(.+)", all_text(path))
        assert len(claimed) == 1
        assert (bag_of(made) / claimed[0]).is_file()


# What lies beside the evidence


@pytest.mark.parametrize("code", ["00 总目录", "99 校验"])
def test_an_item_that_is_called_as_a_folder_of_the_package_has_another(code: str) -> None:
    found = places(filed_under(an_item(code), a_piece(originals=[an_original()])))
    assert found[0].parts[0] == f"{code}_"


def test_no_name_holds_what_links_would_take_for_a_place_in_a_file() -> None:
    item = an_item("11#39")
    found = places(filed_under(item, a_piece("1#楼", number="文#1号", originals=[an_original("a.d#c")])))
    assert "#" not in str(found[0])


# Why files are called as they are


def reasons(title: str, number: str | None = None, code: str = "11-39") -> tuple[str, ...]:
    item, file = an_item(code), an_original("方案.docx")
    piece = a_piece(title, number=number, originals=[file])
    planned = plan_package(
        a_snapshot([item], [piece], [filed(piece, item)], originals=[file]),
        number_pieces(a_snapshot([item], [piece], [filed(piece, item)], originals=[file])),
        20,
    )
    return tuple(reason for files in planned.values() for file in files for reason in file.renamed)


@pytest.mark.parametrize(
    ("title", "number", "told"),
    [
        ("宣传周方案", "云食药安办发〔2023〕12号", ()),
        ("题" * 300, None, (Renamed.CUT,)),
        ("方案/附件：*", None, (Renamed.CHARACTERS,)),
        ("题" * 120, "云食药安办发〔2023〕12号" * 2, (Renamed.CUT,)),
        ("宣传周方案", "文" * 70, (Renamed.NO_NUMBER,)),
        ("张三13812345678", None, (Renamed.HIDDEN,)),
    ],
)
def test_each_reason_for_another_name_is_told(title: str, number: str | None, told: tuple[Renamed, ...]) -> None:
    assert reasons(title, number) == told
