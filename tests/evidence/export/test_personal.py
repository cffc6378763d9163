"""Personal data on the way out: numbers hidden from others, papers that only a reason lets into the package."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from pages.exported import all_text, documents, export
from pages.invented import Shelf

from app.paths import TABLE_TEMPLATE, WORD_TEMPLATE
from build import a_piece, a_snapshot, an_item, filed
from evidence.export.choosing import Choice
from evidence.export.documents import DocumentKind, Templates, Wanted, write_document
from evidence.export.template import load_template
from evidence.export.verifying import verify_package
from evidence.model import Edition, Flag, PaperCopy
from evidence.progress import Silent
from evidence.snapshot import Snapshot

IDENTITY, MOBILE = "110101199003071233", "13812345678"


def a_dossier(shelf: Shelf) -> Snapshot:
    """Papers whose titles, issuers and keepers hold numbers; the second is marked as holding personal data."""
    item = an_item("1-1")
    pieces = [
        a_piece(f"张三{IDENTITY}承诺书", originals=[shelf.others[0]], arrived=1),
        a_piece(f"联络员名册{MOBILE}", flags=[Flag.PERSONAL_DATA], originals=[shelf.others[1]], arrived=2),
        a_piece("案卷", issuer=f"王敏{MOBILE}", paper=PaperCopy(f"档案室{MOBILE}", "王敏"), arrived=3),
    ]
    return a_snapshot([item], pieces, [filed(piece, item) for piece in pieces], originals=shelf.others)


@pytest.fixture(scope="module")
def out(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("personal")
    export(a_dossier(shelf), folder, shelf.path_of, reason="评审组要求核对名册")
    return folder


def packed(folder: Path) -> list[str]:
    package = folder / "电子版资料"
    return sorted(path.name for path in package.glob("1-1/*"))


# What others read


def test_the_internal_edition_tells_numbers_whole(out: Path) -> None:
    (path,) = documents(out / "内部工作版")
    said = all_text(path)
    assert f"张三{IDENTITY}承诺书" in said
    assert f"档案室{MOBILE}" in said


def test_the_submission_edition_hides_their_middle(out: Path) -> None:
    (path,) = documents(out / "送审版")
    said = all_text(path)
    assert "张三110101********1233承诺书" in said
    assert "档案室138****5678" in said


def test_nothing_that_is_handed_over_tells_one_whole(out: Path) -> None:
    looked_at = 0
    for path in [*(out / "送审版").rglob("*"), *(out / "电子版资料").rglob("*")]:
        said = [str(path).encode()]
        if path.is_file() and "1-1" not in path.parts:  # not the evidence itself
            said.append(path.read_bytes())
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as package:
                    said += map(package.read, package.namelist())
            looked_at += 1
        assert not [text for text in said for number in (IDENTITY, MOBILE) if number.encode() in text], path
    assert looked_at == 7


def test_names_of_files_hide_their_middle_with_a_sign_that_windows_takes(out: Path) -> None:
    assert packed(out)[0].startswith("1-1-001_张三110101××××××××1233承诺书")


def test_the_list_of_names_says_that_a_number_was_hidden(out: Path) -> None:
    (sheet,) = load_workbook(out / "电子版资料" / "99 校验" / "改名对照表.xlsx").worksheets
    whys = [row[5] for row in sheet.iter_rows(values_only=True) if row[0] == "1-1"]
    assert whys == ["按件号统一命名；遮盖了题名里的证件号、手机号"] * 2


@pytest.mark.parametrize("kind", [DocumentKind.DIRECTORY, DocumentKind.ARCHIVE, DocumentKind.COMPILATION])
@pytest.mark.parametrize(("edition", "hidden"), [(Edition.INTERNAL, False), (Edition.SUBMISSION, True)])
def test_a_document_alone_hides_them_from_others(
    kind: DocumentKind, edition: Edition, hidden: bool, shelf: Shelf, tmp_path: Path
) -> None:
    templates = Templates(load_template(WORD_TEMPLATE), load_template(TABLE_TEMPLATE, turned=True))
    path = tmp_path / "一份.docx"
    wanted = Wanted(kind, edition, Choice())
    write_document(
        path, wanted, a_dossier(shelf), lambda o: shelf.path_of[o.id], templates, "1.0", Silent(), lambda _: True
    )
    assert (IDENTITY in all_text(path)) is not hidden
    assert ("110101********1233" in all_text(path)) is hidden


# What goes into the package


def test_a_reason_lets_a_paper_with_personal_data_in(out: Path) -> None:
    assert len(packed(out)) == 2


def test_without_one_it_stays_out_and_is_named(shelf: Shelf, tmp_path: Path) -> None:
    made = export(a_dossier(shelf), tmp_path, shelf.path_of)
    assert [name[:7] for name in packed(tmp_path)] == ["1-1-001"]
    assert [(omission.what[:7], "没有写明放入的理由" in omission.why) for omission in made.omissions] == [
        ("1-1-002", True)
    ]
    assert (made.personal_packed, len(made.personal)) == ((), 1)


def test_a_package_without_it_is_sound_and_claims_nothing_of_it(shelf: Shelf, tmp_path: Path) -> None:
    export(a_dossier(shelf), tmp_path, shelf.path_of)
    assert verify_package(tmp_path / "电子版资料", Silent()).faults == ()
    assert "电子版资料：1-1/1-1-002" not in all_text(documents(tmp_path / "送审版")[0])


def test_the_numbers_of_those_that_a_reason_let_in_are_told(shelf: Shelf, tmp_path: Path) -> None:
    made = export(a_dossier(shelf), tmp_path, shelf.path_of, reason="评审组要求")
    assert made.personal_packed == ("1-1-002",)
    assert made.omissions == ()


def test_an_internal_export_asks_for_no_reason(shelf: Shelf, tmp_path: Path) -> None:
    made = export(a_dossier(shelf), tmp_path, shelf.path_of, editions=(Edition.INTERNAL,))
    assert (made.omissions, made.personal) == ((), ())


@pytest.mark.parametrize("reason", ["", "评审组要求"])
def test_what_bears_a_secret_mark_never_goes_in(reason: str, shelf: Shelf, tmp_path: Path) -> None:
    item = an_item("1-1")
    piece = a_piece("密件", flags=[Flag.SECRET, Flag.PERSONAL_DATA], originals=[shelf.others[0]])
    snapshot = a_snapshot([item], [piece], [filed(piece, item)], originals=shelf.others)
    export(snapshot, tmp_path, shelf.path_of, reason=reason)
    assert packed(tmp_path) == []


def test_what_a_list_of_names_tells_is_looked_through_for_the_offices_own_words(shelf: Shelf, tmp_path: Path) -> None:
    item = an_item("1-1")
    spoken = replace(shelf.others[0], name="缺项清单还没补齐.docx")
    piece = a_piece("方案", originals=[spoken])
    made = export(a_snapshot([item], [piece], [filed(piece, item)], originals=[spoken]), tmp_path, shelf.path_of)
    assert {leak.file for leak in made.leaks} == {"改名对照表.xlsx"}
    assert {leak.what for leak in made.leaks} == {"word"}
