"""转成页面: what a converter makes of office files is counted, printed and shown, and can be lost without harm."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import pypdfium2
import pytest
from office.modern import a_docx
from PIL import Image

from app.paths import WORD_TEMPLATE
from build import discard
from evidence.boxes import BoxRules, Late, PageBase, Place
from evidence.convert.converter import Converter, Failure
from evidence.corrections import count_pages
from evidence.errors import RequestError, WorkspaceError
from evidence.export.dossier import Exported, ExportOptions, export_dossier
from evidence.export.print_list import Printed
from evidence.export.print_run import CopiesFolder, write_box_copies
from evidence.export.template import load_template
from evidence.model import Edition, Flag, Original, Piece
from evidence.paging import Paged, make_pages, plan_pages
from evidence.progress import Silent
from evidence.store.rendition_files import FOLDER
from evidence.workspace import Accept, Workspace
from tests.evidence.converting import RED, Drawing
from tests.evidence.steps import opened

TEMPLATE = load_template(WORD_TEMPLATE)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    """A project with a Word file filed under an item."""
    with opened(tmp_path / "项目") as workspace:
        take(workspace, tmp_path, "关于印发食品安全工作方案的通知")
        yield workspace


def take(workspace: Workspace, folder: Path, title: str) -> Piece:
    """Take a Word file in, and file it."""
    path = folder / f"{title}.docx"
    path.write_bytes(a_docx(title))
    before = {piece.id for piece in workspace.snapshot().pieces}
    workspace.add([path], Accept.NONE, Silent())
    (new,) = [piece for piece in workspace.snapshot().pieces if piece.id not in before]
    workspace.file(new.id, ["1-1"])
    return workspace.snapshot().piece_by_id[new.id]


def convert(workspace: Workspace, converter: Converter | None = None) -> Paged:
    return make_pages(workspace, None, [converter or Drawing()], Silent())


def pages(workspace: Workspace) -> list[int | None]:
    return [piece.pages for piece in workspace.snapshot().pieces]


def only(workspace: Workspace) -> Original:
    (original,) = workspace.snapshot().originals.values()
    return original


def lose(workspace: Workspace) -> None:
    """Delete the pages, as somebody does who wants room."""
    for path in (workspace.path / FOLDER).rglob("*.pdf"):
        path.unlink()


def exported(workspace: Workspace, out: Path) -> Exported:
    options = ExportOptions(out, TEMPLATE, "0", "王敏", workspace.snapshot().boxes.rules, (Edition.SUBMISSION,))
    return export_dossier(workspace.snapshot(), workspace.original_path, options, Silent())


def pictures_in(word: Path) -> list[Image.Image]:
    with zipfile.ZipFile(word) as parts:
        names = [name for name in parts.namelist() if name.startswith("word/media/")]
        return [Image.open(parts.open(name)).convert("RGB") for name in names]


def text_of(word: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(word)).paragraphs)


def copies_of(workspace: Workspace, out: Path) -> Printed:
    out.mkdir()
    plan = workspace.boxing.plan(TEMPLATE, Silent())
    (made,) = write_box_copies(CopiesFolder(out, TEMPLATE, "0", "王敏"), plan, [1], workspace.original_path, Silent())
    return made


def colour_at_middle(picture: Image.Image) -> tuple[int, ...]:
    found = picture.getpixel((picture.width // 2, picture.height // 2))
    assert isinstance(found, tuple)
    return found


def is_red(colour: Sequence[int]) -> bool:
    return all(abs(found - wanted) < 30 for found, wanted in zip(colour, RED, strict=True))


def test_a_paper_has_as_many_pages_as_were_made_of_it(project: Workspace) -> None:
    convert(project, Drawing(pages=3))
    assert pages(project) == [3]


def test_the_count_that_somebody_typed_stands(project: Workspace) -> None:
    count_pages(project, project.snapshot().pieces[0].id, "5")
    convert(project, Drawing(pages=3))
    assert pages(project) == [5]


def test_it_is_recorded_which_converter_made_them(project: Workspace) -> None:
    convert(project)
    made = only(project).rendition
    assert made is not None
    assert made.converter == "画页 1.0"


def test_undo_takes_pages_and_their_count_back_and_redo_gives_them_again(project: Workspace) -> None:
    before = pages(project)
    convert(project)
    project.undo()
    taken_back = (pages(project), only(project).rendition)
    project.redo()
    assert (taken_back, pages(project)) == ((before, None), [2])


def test_what_has_its_pages_is_not_converted_again(project: Workspace) -> None:
    convert(project)
    with pytest.raises(RequestError, match="paging_nothing"):
        convert(project)


def test_without_a_converter_it_says_so(project: Workspace) -> None:
    with pytest.raises(RequestError, match="converter_none"):
        make_pages(project, None, [], Silent())


def test_the_original_is_not_given_to_the_converter_but_a_copy(project: Workspace) -> None:
    drawing = Drawing()
    convert(project, drawing)
    assert not any(path.is_relative_to(project.path) for path in drawing.given)


def test_a_file_that_fails_is_told_and_costs_no_other_its_pages(project: Workspace, tmp_path: Path) -> None:
    take(project, tmp_path, "食品安全工作总结")
    done = convert(project, Drawing(failing={0: Failure.CRASHED}))
    assert [one.why for one in done.failed] == [Failure.CRASHED]
    assert pages(project)[1] == 2


def test_an_original_that_the_vault_lost_is_told(project: Workspace) -> None:
    discard(project.original_path(only(project)))
    assert [one.why for one in convert(project).failed] == [Failure.LOST]


def test_a_kind_that_no_converter_takes_is_told(project: Workspace) -> None:
    assert [one.why for one in convert(project, Drawing(kinds=frozenset())).failed] == [Failure.NO_CONVERTER]


def test_a_file_with_a_password_is_told(project: Workspace) -> None:
    (piece,) = project.snapshot().pieces
    project.correct_facts(piece.id, piece.facts, frozenset({Flag.ENCRYPTED}))
    assert [one.why for one in convert(project).failed] == [Failure.PASSWORD]


def test_what_is_done_before_a_stop_stays_and_is_one_step(
    project: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.paging.AT_ONCE", 1)
    take(project, tmp_path, "食品安全工作总结")
    take(project, tmp_path, "食品安全工作要点")
    before = pages(project)
    done = convert(project, Drawing(stops_after=2))
    stopped = (done.stopped, pages(project)[:2], len(plan_pages(project.snapshot(), None).files))
    project.undo()
    assert (stopped, pages(project)) == ((True, [2, 2], 1), before)


def test_the_compilation_shows_the_pages_in_colour(project: Workspace, tmp_path: Path) -> None:
    convert(project)
    (document,) = exported(project, tmp_path / "出").documents
    shown = pictures_in(document.path)
    assert [is_red(colour_at_middle(picture)) for picture in shown] == [True, True]


def test_the_compilation_says_that_the_original_holds_where_pages_were_made(project: Workspace, tmp_path: Path) -> None:
    told = "转成的页面以电子版资料中的原件为准"
    before = text_of(exported(project, tmp_path / "前").documents[0].path)
    convert(project)
    after = text_of(exported(project, tmp_path / "后").documents[0].path)
    assert (told in before, told in after) == (False, True)


def test_the_package_holds_the_original(project: Workspace, tmp_path: Path) -> None:
    convert(project)
    package = exported(project, tmp_path / "出").package
    assert package is not None
    (handed_out,) = (path for path in package.rglob("*.docx") if path.parent.name != "00 总目录")
    assert handed_out.read_bytes() == project.original_path(only(project)).read_bytes()
    assert not list(package.rglob("*.pdf"))


def test_print_copies_hold_the_pages_in_colour(project: Workspace, tmp_path: Path) -> None:
    project.boxing.set_rules(BoxRules(late=Late.BETWEEN, base=PageBase.BOX))
    convert(project)
    made = copies_of(project, tmp_path / "出")
    with pypdfium2.PdfDocument(str(made.pdfs[0])) as document:
        colours = [colour_at_middle(page.render(scale=1).to_pil().convert("RGB")) for page in document]
    assert (made.by_hand, list(map(is_red, colours))) == ((), [True, True])


def test_pages_that_are_lost_leave_a_slip_in_their_place(project: Workspace, tmp_path: Path) -> None:
    project.boxing.set_rules(BoxRules(late=Late.BETWEEN, base=PageBase.BOX))
    convert(project)
    lose(project)
    made = copies_of(project, tmp_path / "出")
    assert (made.pages, len(made.by_hand), pages(project)) == (0, 1, [2])


def test_pages_that_are_lost_are_referred_to_and_that_is_told(project: Workspace, tmp_path: Path) -> None:
    convert(project)
    lose(project)
    done = exported(project, tmp_path / "出")
    assert pictures_in(done.documents[0].path) == []
    assert any("转成的页面不在了" in omission.why for omission in done.omissions)


def test_pages_that_are_damaged_are_as_good_as_lost(project: Workspace, tmp_path: Path) -> None:
    convert(project)
    made = only(project).rendition
    assert made is not None
    made.path.write_bytes(made.path.read_bytes()[:-40])
    assert any("已损坏" in omission.why for omission in exported(project, tmp_path / "出").omissions)


def test_pages_that_are_lost_are_made_again(project: Workspace, tmp_path: Path) -> None:
    convert(project)
    lose(project)
    convert(project, Drawing(pages=4))
    assert (pages(project), len(pictures_in(exported(project, tmp_path / "出").documents[0].path))) == ([4], 4)


def test_nothing_of_the_pages_is_left_when_the_file_is_isolated(project: Workspace) -> None:
    convert(project)
    (piece,) = project.snapshot().pieces
    project.secrecy.isolate(piece.id, "王敏", None)
    assert not list((project.path / FOLDER).rglob("*.pdf"))
    assert project.snapshot().pieces == ()


def test_a_paper_in_a_fixed_box_that_gets_pages_is_on_the_list_of_sheets(project: Workspace) -> None:
    project.boxing.fix(project.boxing.plan(TEMPLATE, Silent()), [1])
    convert(project, Drawing(pages=3))
    (box,) = project.boxing.plan(TEMPLATE, Silent()).boxes
    assert box.change is not None
    assert box.change.is_any
    project.undo()
    (box,) = project.boxing.plan(TEMPLATE, Silent()).boxes
    assert box.change is not None
    assert not box.change.is_any


@pytest.mark.parametrize(("counted", "put_in"), [("2", []), ("1", [[(1,), (2,)]])])
def test_of_a_printed_box_that_holds_the_papers_only_pages_beyond_those_that_lie_in_it_are_put_in(
    project: Workspace, counted: str, put_in: list[list[Place]]
) -> None:
    project.boxing.set_rules(BoxRules(late=Late.BETWEEN, base=PageBase.BOX))
    (piece,) = project.snapshot().pieces
    count_pages(project, piece.id, counted)
    project.boxing.fix(project.boxing.plan(TEMPLATE, Silent()), [1])
    count_pages(project, piece.id, "")
    convert(project)
    (box,) = project.boxing.plan(TEMPLATE, Silent()).boxes
    assert box.change is not None
    assert [list(sheet) for sheet in box.change.put_in] == put_in


def test_a_new_version_of_a_paper_has_no_pages_of_the_old_one(project: Workspace, tmp_path: Path) -> None:
    convert(project)
    (old,) = project.snapshot().pieces
    new = take(project, tmp_path, "关于印发食品安全工作方案的通知（修订）")
    project.receiving.replace(old.id, new.id, None)
    snapshot = project.snapshot()
    assert [snapshot.originals[part.original].rendition for piece in snapshot.pieces for part in piece.parts] == [None]


def test_a_project_that_is_opened_elsewhere_finds_its_pages(project: Workspace, tmp_path: Path) -> None:
    convert(project)
    project.close()
    moved = project.path.rename(tmp_path / "U盘里的项目")
    with Workspace(moved, "王敏", lambda: project.now, write=True) as elsewhere:
        assert plan_pages(elsewhere.snapshot(), None).files == ()


def test_a_full_disk_is_told(project: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("evidence.paging.keep_rendition", full)
    with pytest.raises(WorkspaceError):
        convert(project)
    assert only(project).rendition is None


def test_copies_are_called_as_the_originals_for_tables_print_their_name(project: Workspace) -> None:
    drawing = Drawing()
    convert(project, drawing)
    assert [path.name for path in drawing.given] == ["关于印发食品安全工作方案的通知.docx"]


def test_files_of_one_name_get_each_their_own_pages(project: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "关于印发食品安全工作方案的通知.docx"
    path.write_bytes(a_docx("云岭县农业农村委员会关于农药检查的报告"))
    project.add([path], Accept.NONE, Silent())
    done = make_pages(project, [piece.id for piece in project.snapshot().pieces], [Drawing()], Silent())
    assert [one.pages for one in done.made] == [2, 2]
