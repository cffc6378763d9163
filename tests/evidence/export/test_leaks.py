"""What is handed in says nothing that is for the office alone; and what only looks like it is let through."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from pages.exported import documents, export
from pages.invented import Shelf, Size, invent

from app.paths import TABLE_TEMPLATE, WORD_TEMPLATE
from build import NOON, a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence import wording
from evidence.complaints import Dismissal
from evidence.errors import ExportError
from evidence.export import documents as making
from evidence.export.choosing import Choice
from evidence.export.documents import DocumentKind, Templates, Wanted, write_document
from evidence.export.leaks import bare, leaks
from evidence.export.template import load_template
from evidence.model import Edition, Flag, OriginalId, Unit, UnitId, UnitKind
from evidence.points import SelfScore
from evidence.progress import Silent
from evidence.reviews import Fit, Review
from evidence.snapshot import Snapshot

SECRETS = {
    "remark": "领导要求先补此项",
    "contact": "王小敏 13800001234",
    "deadline": "送审前三天",
    "waived": "本县没有屠宰企业",
    "dismissed": "两镇合署办公，文字相同",
    "score_reason": "2021年总结没有报来",
    "review": "方案没有写到宣传分工",
    "withheld": "宣传总结（讨论稿）",
    "unsorted": "还没有归项的通报",
    "file_name": "微信图片_20231120093012.jpg",
    "gap": "乡镇半年小结",
    "word": "内部工作版，不对外提供",
}


def a_project(shelf: Shelf, title: str = "宣传周方案") -> Snapshot:
    """A project that holds each of `SECRETS`."""
    above = a_group("1", "基础工作")
    slots = (a_slot("年度方案"), a_slot(SECRETS["gap"]), a_slot("屠宰检疫", waived=SECRETS["waived"]))
    item = replace(
        an_item("11-39", *slots, parent=above.id),
        note=SECRETS["remark"],
        person=SECRETS["contact"],
        due=SECRETS["deadline"],
    )
    photo = replace(shelf.pictures[0], name=SECRETS["file_name"])
    pieces = [
        a_piece(title, originals=[shelf.others[0]], arrived=1),
        a_piece("宣传周照片", originals=[photo], arrived=2),
        a_piece(SECRETS["withheld"], flags=[Flag.DRAFT], arrived=3),
        a_piece(SECRETS["unsorted"], arrived=4),
    ]
    filings = [filed(piece, item, slots[0]) for piece in pieces[:3]]
    filings[0] = replace(filings[0], review=Review(Fit.INCOMPLETE, SECRETS["review"], "赵主任", NOON, ""))
    originals = (photo, *shelf.pictures[1:], *shelf.others)
    snapshot = a_snapshot([above, item], pieces, filings, originals=originals)
    score = SelfScore(item.id, 1.5, SECRETS["score_reason"], "李敏", snapshot.at, "")
    unit = Unit(UnitId("1"), "县教委", UnitKind.DEPARTMENT, "赵敏", "13900004321", "电话打不通")
    return replace(
        snapshot,
        scores={item.id: score},
        dismissed={("alike", "", ""): Dismissal(SECRETS["dismissed"], "李敏", snapshot.at)},  # type: ignore[dict-item]
        project=replace(snapshot.project, units=(*snapshot.project.units, unit)),
    )


@pytest.fixture
def project(shelf: Shelf) -> Snapshot:
    return a_project(shelf)


@pytest.fixture
def submitted(project: Snapshot, shelf: Shelf, tmp_path: Path) -> Path:
    """The submission edition of the project."""
    return exported(project, shelf, tmp_path)


def exported(snapshot: Snapshot, shelf: Shelf, folder: Path) -> Path:
    export(snapshot, folder / "汇编", shelf.path_of, editions=(Edition.SUBMISSION,))
    (path,) = documents(folder / "汇编")
    return path


def with_text(path: Path, said: str, part: str = "word/document.xml") -> Path:
    """Put a text into a Word file in the place of its first one in that part."""
    changed = path.with_name("改过.docx")
    shutil.copy(path, changed)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                text = re.sub(r"(<(?:w:t|dc:title)\b[^>]*>)[^<]+", rf"\g<1>{said}", data.decode(), count=1)
                assert text != data.decode()
                data = text.encode()
            target.writestr(name, data)
    return changed


def test_the_submission_edition_leaks_nothing(submitted: Path, project: Snapshot) -> None:
    assert leaks([submitted], project) == ()


@pytest.mark.parametrize(("what", "text"), SECRETS.items())
def test_each_thing_that_only_the_office_should_know_is_seen(
    what: str, text: str, submitted: Path, project: Snapshot
) -> None:
    found = leaks([with_text(submitted, f"说明：{text}。")], project)
    assert (what, bare(text).removesuffix(".jpg")) in [(leak.what, leak.text) for leak in found]


LONG = "此项材料由县市场监督管理局办公室自行掌握，送审前不得向考评组说明来源"


@pytest.mark.parametrize(
    "said", [f"说明：{LONG[:14]}……", f"说明：{LONG[:14]}", LONG[9:], f"{LONG[9:]}。", f"{LONG[9:25]}……"]
)
def test_a_text_that_is_cut_is_seen(said: str, submitted: Path, project: Snapshot) -> None:
    noted = replace(project, criteria=tuple(replace(item, note=LONG) for item in project.criteria))
    assert [leak.text for leak in leaks([with_text(submitted, said)], noted)] == [LONG]


@pytest.mark.parametrize("said", ["（……", "（第……", "（第1页，……"])
def test_a_title_whose_page_is_cut_by_its_cell_is_no_leak(said: str, submitted: Path, project: Snapshot) -> None:
    title = "关于进一步加强宣传周工作的通知"
    paper = project.pieces[0]
    photo = replace(next(iter(project.originals.values())), id=OriginalId("x"), name=f"{title}（第1页，盖章）.jpg")
    named = replace(
        project,
        pieces=(replace(paper, facts=replace(paper.facts, title=title)), *project.pieces[1:]),
        originals={**project.originals, photo.id: photo},
    )
    assert leaks([with_text(submitted, f"11-39-001　{title}{said}")], named) == ()


def test_a_paper_may_begin_as_another_that_is_withheld(shelf: Shelf, tmp_path: Path) -> None:
    project = a_project(shelf, LONG[:20])
    withheld = tuple(
        replace(piece, facts=replace(piece.facts, title=LONG)) if Flag.DRAFT in piece.flags else piece
        for piece in project.pieces
    )
    project = replace(project, pieces=withheld)
    assert leaks([exported(project, shelf, tmp_path)], project) == ()


def test_the_properties_of_a_file_are_read_as_well(submitted: Path, project: Snapshot) -> None:
    found = leaks([with_text(submitted, SECRETS["withheld"], "docProps/core.xml")], project)
    assert [leak.what for leak in found] == ["withheld"]


def test_an_internal_edition_would_leak_in_many_ways(project: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    export(project, tmp_path / "汇编", shelf.path_of, editions=(Edition.INTERNAL,))
    (path,) = documents(tmp_path / "汇编")
    assert {leak.what for leak in leaks([path], project)} >= {"gap", "withheld", "word", "file_name", "waived"}


@pytest.mark.parametrize(
    "title",
    [
        "关于缺项整改情况的报告",
        "关于印发《疑点提示管理办法》的通知",
        "待整理",
        "缺",
        "2023年乡镇半年小结",
        "讨论稿管理办法",
    ],
)
def test_a_paper_may_be_called_as_it_is(title: str, shelf: Shelf, tmp_path: Path) -> None:
    project = a_project(shelf, title)
    assert leaks([exported(project, shelf, tmp_path)], project) == ()


def test_a_title_that_is_cut_by_its_cell_is_no_leak(shelf: Shelf, tmp_path: Path) -> None:
    project = a_project(shelf, "关于进一步加强乡镇半年小结报送工作的通知" * 12)
    assert leaks([exported(project, shelf, tmp_path)], project) == ()


def test_a_name_on_arrival_that_is_the_title_is_no_leak(shelf: Shelf, tmp_path: Path) -> None:
    project = a_project(shelf, SECRETS["file_name"].removesuffix(".jpg"))
    assert leaks([exported(project, shelf, tmp_path)], project) == ()


def test_files_that_are_called_by_a_number_or_a_day_stop_nothing(shelf: Shelf, tmp_path: Path) -> None:
    numbered = tuple(replace(o, name=f"{n}.jpg") for n, o in zip((1, 2, 20230301, 2023), shelf.pictures, strict=False))
    project = a_project(shelf)
    project = replace(project, originals=project.originals | {original.id: original for original in numbered})
    assert leaks([exported(project, shelf, tmp_path)], project) == ()


@pytest.mark.parametrize("seed", range(6))
def test_no_invented_dossier_is_stopped_for_nothing(seed: int, shelf: Shelf, tmp_path: Path) -> None:
    project = invent(Size(20, 60, 3, pictures=0.2, wild=0.5), shelf, seed)
    assert leaks([exported(project, shelf, tmp_path)], project) == ()


@pytest.mark.parametrize("kind", list(DocumentKind))
@pytest.mark.parametrize("seed", range(3))
def test_no_document_of_an_invented_dossier_is_stopped_for_nothing(
    seed: int, kind: DocumentKind, shelf: Shelf, tmp_path: Path
) -> None:
    project = invent(Size(12, 40, 3, pictures=0.2, wild=0.5, text_lines=4), shelf, seed)
    templates = Templates(load_template(WORD_TEMPLATE), load_template(TABLE_TEMPLATE, turned=True))
    wanted = Wanted(kind, Edition.SUBMISSION, Choice())
    for ending in kind.endings:
        path = tmp_path / f"文件{ending}"
        write_document(path, wanted, project, lambda o: shelf.path_of[o.id], templates, "1", Silent())
        assert path.is_file()


def test_a_document_that_leaks_is_not_put_in_its_place(
    project: Snapshot, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaking(_wanted: Wanted, _snapshot: Snapshot) -> str:
        return SECRETS["withheld"]

    monkeypatch.setattr(making, "title_of", leaking)
    templates = Templates(load_template(WORD_TEMPLATE), load_template(TABLE_TEMPLATE, turned=True))
    wanted = Wanted(DocumentKind.ARCHIVE, Edition.SUBMISSION, Choice())
    (tmp_path / "目录.docx").write_bytes(b"x")
    with pytest.raises(ExportError) as stopped:
        write_document(tmp_path / "目录.docx", wanted, project, lambda o: shelf.path_of[o.id], templates, "1", Silent())
    assert "未收入送审版的材料题名：“宣传总结（讨论稿）”" in wording.sentence(stopped.value)
    assert (tmp_path / "目录.docx").read_bytes() == b"x"
