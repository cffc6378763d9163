"""The whole of one small dossier, part by part, in both editions."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.parts import difference, parts, raw_parts
from msgspec.structs import replace
from pages.exported import documents, export
from pages.invented import Shelf

from app.paths import WORD_TEMPLATE
from build import a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.model import Flag, PageRange, PaperCopy, Years
from evidence.snapshot import Snapshot


def a_small_dossier(shelf: Shelf) -> Snapshot:
    """One of everything: a picture, pages of a scan, a document, a paper, a draft, a piece of two items, gaps."""
    above = a_group("1", "基础工作")
    group = a_group("11", "社会共治", above.id)
    plan, report = a_slot("年度方案"), a_slot("年度总结", years=Years.EACH_OF_LAST_3)
    first = an_item("11-39", plan, report, parent=group.id, key=True)
    second = an_item("11-40", parent=group.id, text="开展宣传教育。\n覆盖各乡镇。", veto=True)
    third = an_item("11-41", a_slot(), parent=group.id, text="无材料之项")
    photo, scan = shelf.pictures[0], next(p for p in shelf.pictures if p.name == "扫描件.pdf")
    pieces = [
        a_piece("宣传周方案", originals=[shelf.others[0]], arrived=1),
        a_piece("宣传周照片", originals=[photo], number=None, arrived=2),
        replace(a_piece("会议纪要 <摘录> & “节选”", arrived=3), parts=(PageRange(scan.id, 2, 3),)),
        a_piece("案卷一册", paper=PaperCopy("档案室三柜", "王敏"), arrived=4),
        a_piece("总结初稿", flags=[Flag.DRAFT], originals=[shelf.others[1]], arrived=5),
    ]
    places = [(0, first, plan), (1, first, None), (2, second, None), (3, second, None), (4, first, report)]
    filings = [filed(pieces[at], item, slot) for at, item, slot in (*places, (0, second, None))]
    return a_snapshot([above, group, first, second, third], pieces, filings, originals=(*shelf.pictures, *shelf.others))


@pytest.fixture(scope="module")
def out(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small dossier as files."""
    folder = tmp_path_factory.mktemp("golden")
    export(a_small_dossier(shelf), folder, shelf.path_of)
    return folder


@pytest.mark.parametrize("edition", ["内部工作版", "送审版"])
def test_a_small_dossier_is_as_its_golden(edition: str, out: Path) -> None:
    (path,) = documents(out / edition)
    unlike = difference(edition, parts(path, without=raw_parts(WORD_TEMPLATE)))
    assert not unlike, unlike


def test_the_package_of_a_small_dossier_is_as_its_golden(out: Path) -> None:
    package = out / "电子版资料"
    names = sorted(path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file())
    found = {"files.txt": "\n".join(names) + "\n"}
    for name in ("资料说明.txt", "怎样核对.txt"):
        found[name] = (package / "99 校验" / name).read_text("utf-8-sig")
    contents = parts(package / "00 总目录" / "总目录.docx", without=raw_parts(WORD_TEMPLATE))
    found |= {f"总目录/{name}": text for name, text in contents.items() if name.startswith("word/")}
    unlike = difference("电子版资料", found)
    assert not unlike, unlike


@pytest.mark.parametrize("edition", ["内部工作版", "送审版"])
def test_what_the_template_says_of_styles_feet_and_settings_is_kept(edition: str, out: Path) -> None:
    (path,) = documents(out / edition)
    template, written = raw_parts(WORD_TEMPLATE), raw_parts(path)
    kept = [name for name in template if written.get(name) == template[name]]
    names = ("fontTable", "footer1", "footer2", "settings", "styles")
    assert kept == [name for name in template if name in {f"word/{kind}.xml" for kind in names}]
