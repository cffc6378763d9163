"""`add` with who brought it, `batches`, `batch`, `receipt`, `replace`, `keep` and `history`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook
from pdf_files import chinese_pdf_of
from PIL import Image

from tests.app.examples import Command, Example
from tests.app.test_json import misfits

VALIDATE = Path(__file__).resolve().parents[1] / "tools" / "validate_docx.py"

BATCH = {
    "id": str,
    "name": str,
    "source": str,
    "recorded_at": str,
    "received_on": str,
    "taken_in_by": str,
    "unit": (str, None),
    "sender": (str, None),
    "channel": (str, None),
    "note": (str, None),
    "count": int,
    "usable": int,
    "unusable": int,
    "matches": {"same": int, "version": int, "new": int, "unclear": int, "kept_both": int},
}


@pytest.fixture
def inbox(example: Example, beijian: Command, tmp_path: Path) -> Path:
    """What 县教委 sends again, after it was taken in once."""
    folder = tmp_path / "教委"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"{number}.txt").write_text(f"云教委发〔2023〕{number}号\n关于第{number}次检查的通知\n", "utf-8")
    arguments = ("--unit", "县教委", "--sender", "张三", "--channel", "微信")
    assert beijian("add", example.workspace, folder, *arguments).status == 0
    (folder / "1.txt").write_text("云教委发〔2023〕1号\n关于第1次检查的通知\n改过。\n", "utf-8")
    (folder / "3.txt").unlink()
    (folder / "某函.txt").write_text("机密★1年\n不得外传的题目\n", "utf-8")
    (folder / "空.docx").write_bytes(b"")
    return folder


def resent(example: Example, beijian: Command, inbox: Path) -> dict[str, str]:
    """Take the resend in; return the id of the new version and of the piece it is one of."""
    files = beijian("add", example.workspace, inbox, "--unit", "县教委", "--json").json["files"]
    (version,) = [file for file in files if file["new_version_of"]]
    assert [file["match"] for file in files if file["state"] == "duplicate"] == ["same"]
    return {"new": version["id"], "old": version["new_version_of"]}


def test_batches_are_listed_and_shown(example: Example, beijian: Command, inbox: Path) -> None:
    resent(example, beijian, inbox)
    listed = beijian("batches", example.workspace, "--json").json
    assert misfits(listed, {"batches": [BATCH]}) == []
    name = listed["batches"][-1]["name"]
    assert listed["batches"][1]["channel"] == "微信"
    assert name in beijian("batches", example.workspace).out
    shown = beijian("batches", example.workspace, name, "--json").json
    assert [piece["document_number"] for piece in shown["left_out"]] == ["云教委发〔2023〕3号"]
    assert (shown["count"], shown["usable"], shown["matches"]["version"]) == (4, 2, 1)
    assert "上次有本次无 1 件" in beijian("batches", example.workspace, name).out


def test_a_batch_is_corrected_and_that_is_undone(example: Example, beijian: Command, inbox: Path) -> None:
    name = beijian("batches", example.workspace, "--json").json["batches"][-1]["name"]
    beijian("batch", example.workspace, name, "--sender", "李四", "--channel", "", "--received", "2024-01-08")
    batch = beijian("batches", example.workspace, "--json").json["batches"][-1]
    assert (batch["sender"], batch["channel"], batch["received_on"]) == ("李四", None, "2024-01-08")
    assert batch["recorded_at"][:10] != batch["received_on"]
    assert "收件登记" in beijian("undo", example.workspace).out
    assert beijian("batches", example.workspace, "--json").json["batches"][-1]["sender"] == "张三"
    assert inbox.is_dir()


def test_a_receipt_tells_what_came_and_what_could_not_be_used(
    example: Example, beijian: Command, inbox: Path, tmp_path: Path
) -> None:
    resent(example, beijian, inbox)
    name = beijian("batches", example.workspace, "--json").json["batches"][-1]["name"]
    saved = beijian("receipt", example.workspace, name, "--out", tmp_path / "回执.docx", "--json").json
    assert (saved["files"], saved["usable"]) == (4, 2)
    command = [sys.executable, VALIDATE, tmp_path / "回执.docx"]
    checked = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert checked.returncode == 0, checked.stdout
    document = Document(str(tmp_path / "回执.docx"))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert any(name in line for line in lines)
    assert any("交件人" in line and "收件人" in line for line in lines)
    assert [row[1] for row in cells if "密级" in row[2]] == ["某函.txt"]
    assert "不得外传" not in str(cells)
    assert any("新版" in cell for row in cells for cell in row)
    beijian("receipt", example.workspace, name, "--out", tmp_path / "回执.xlsx")
    sheet = load_workbook(tmp_path / "回执.xlsx").worksheets[0]
    assert "上次有本次无" in [cell.value for row in sheet.iter_rows() for cell in row]


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_receipt_tells_of_the_number_of_a_person_its_ends(
    ending: str, example: Example, beijian: Command, tmp_path: Path
) -> None:
    (tmp_path / "交来").mkdir()
    (tmp_path / "交来" / "张三13812345678承诺书.txt").write_text("张三食品安全承诺书", "utf-8")
    beijian("add", example.workspace, tmp_path / "交来")
    name = beijian("batches", example.workspace, "--json").json["batches"][-1]["name"]
    beijian("receipt", example.workspace, name, "--out", tmp_path / f"回执.{ending}")
    with ZipFile(tmp_path / f"回执.{ending}") as package:
        said = "".join(package.read(part).decode() for part in package.namelist() if part.endswith(".xml"))
    assert ("138****5678" in said, "13812345678" in said) == (True, False)


def test_a_piece_is_replaced_and_its_history_tells(example: Example, beijian: Command, inbox: Path) -> None:
    ids = resent(example, beijian, inbox)
    planned = beijian("replace", example.workspace, ids["old"], ids["new"], "--plan", "--json").json
    assert planned["applied"] is False
    done = beijian("--by", "李敏", "replace", example.workspace, ids["old"], ids["new"], "--why", "改过", "--json").json
    assert done == {**planned, "applied": True}
    (former,) = beijian("history", example.workspace, ids["old"], "--json").json["former"]
    assert (former["names"], former["who"], former["why"]) == (["1.txt"], "李敏", "改过")
    assert "李敏 换下“1.txt”（改过）" in beijian("history", example.workspace, ids["old"]).out
    assert "换件《关于第1次检查的通知》" in beijian("undo", example.workspace).out
    assert beijian("history", example.workspace, ids["old"]).out == "没有换过件。\n"


def test_all_that_is_newer_in_an_arrival_is_replaced_at_once(example: Example, beijian: Command, inbox: Path) -> None:
    resent(example, beijian, inbox)
    name = beijian("batches", example.workspace, "--json").json["batches"][-1]["name"]
    assert f"全部确认用 beijian batch 项目 {name} --replace" in beijian("batches", example.workspace, name).out
    done = beijian("batch", example.workspace, name, "--replace", "--json").json
    assert [file["replaced"] for file in done["files"] if file["match"] == "version"] == [True]
    assert beijian("batch", example.workspace, name, "--replace").status == 1
    assert "换件" in beijian("undo", example.workspace).out


def test_a_file_replaces_a_piece(example: Example, beijian: Command, inbox: Path, tmp_path: Path) -> None:
    ids = resent(example, beijian, inbox)
    (tmp_path / "盖章.txt").write_text("云教委发〔2023〕1号\n关于第1次检查的通知（盖章）\n", "utf-8")
    said = beijian("replace", example.workspace, ids["old"], tmp_path / "盖章.txt").out
    assert "题名：关于第1次检查的通知 → 关于第1次检查的通知（盖章）" in said
    assert "换件" in beijian("undo", example.workspace).out


def test_both_versions_are_kept(example: Example, beijian: Command, inbox: Path, refused: Callable[..., str]) -> None:
    ids = resent(example, beijian, inbox)
    assert beijian("keep", example.workspace, ids["new"], "--json").json == {
        "id": ids["new"],
        "kept_beside": ids["old"],
    }
    refused(beijian("keep", example.workspace, ids["new"]))


def test_what_makes_no_sense_is_refused(
    example: Example, beijian: Command, refused: Callable[..., str], tmp_path: Path
) -> None:
    piece = example.said["files"][0]["id"] or next(file["id"] for file in example.said["files"] if file["id"])
    refused(beijian("batches", example.workspace, "收1999-001"), "收1999-001")
    refused(beijian("batch", example.workspace, "1", "--received", "2999-01-01"), "2999-01-01")
    refused(beijian("batch", example.workspace, "1", "--received", "昨天"), "昨天")
    refused(beijian("receipt", example.workspace, "1", "--out", tmp_path / "回执.pdf"), tmp_path / "回执.pdf")
    refused(beijian("replace", example.workspace, piece, tmp_path), tmp_path)
    refused(beijian("replace", example.workspace, piece, piece))
    refused(beijian("add", example.workspace, tmp_path, "--received", "2999-01-01"), "2999-01-01")


def test_a_scan_is_split_and_pieces_are_joined(
    example: Example, beijian: Command, tmp_path: Path, refused: Callable[..., str]
) -> None:
    first, *rest = [Image.new("L", (200, 280 + number), 255) for number in range(6)]
    first.save(tmp_path / "扫描.pdf", "PDF", save_all=True, append_images=rest)
    (taken,) = beijian("add", example.workspace, tmp_path / "扫描.pdf", "--json").json["files"]
    split = beijian("split", example.workspace, taken["id"], "1-2", "4-", "--json").json
    assert [(piece["first"], piece["last"]) for piece in split["pieces"]] == [(1, 2), (4, 6)]
    assert split["left_out"] == [3]
    joined = beijian("join", example.workspace, *(piece["id"] for piece in split["pieces"]), "--json").json
    assert (joined["id"], joined["pages"]) == (taken["id"], 5)
    assert "合成一件" in beijian("undo", example.workspace).out
    assert "按页拆件" in beijian("undo", example.workspace).out
    refused(beijian("split", example.workspace, taken["id"], "1-2", "九"), "九")
    refused(beijian("split", example.workspace, taken["id"], "1-2", "2-6"), "2-6")
    refused(beijian("join", example.workspace, taken["id"]))
    refused(beijian("split", example.workspace, taken["id"]), "--propose")


def test_what_may_be_split_or_joined_is_proposed_with_reasons_and_done_as_proposed(
    example: Example, beijian: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "来件"
    folder.mkdir()
    said = "各村要明确专人负责，按月上报进展。\n对照清单抓好落实，做到底数清楚。"
    letter = f"云水发〔2023〕9号\n关于河道管护的通知\n各乡镇人民政府：\n{said}"
    (folder / "扫描.pdf").write_bytes(chinese_pdf_of(said, said, letter))
    (folder / "防汛方案（盖章）.pdf").write_bytes(chinese_pdf_of("防汛方案"))
    (folder / "防汛方案.rtf").write_text("{\\rtf1 text}", "ascii")
    files = beijian("add", example.workspace, folder, "--accept", "none", "--json").json["files"]
    ids = {file["source"]: file["id"] for file in files}
    plan = beijian("split", example.workspace, ids["扫描.pdf"], "--propose", "--json").json
    assert plan["cuts"] == [{"page": 3, "why": "页首有文号“云水发〔2023〕9号”"}]
    assert plan["pieces"][1] == {"first": 3, "last": 3, "title": "关于河道管护的通知"}
    told = beijian("split", example.workspace, ids["扫描.pdf"], "--propose").out
    assert f"beijian split 项目 {ids['扫描.pdf'][:8]} 1-2 3-3" in told
    (proposed,) = beijian("join", example.workspace, "--propose", "--json").json["proposals"]
    sealed, text = ids["防汛方案（盖章）.pdf"], ids["防汛方案.rtf"]
    assert (proposed["ids"], proposed["chief"], proposed["kept"]) == ([sealed, text], sealed, [text])
    assert f"--keep {text[:8]}" in beijian("join", example.workspace, "--propose").out
    joined = beijian("join", example.workspace, sealed, text, "--chief", sealed, "--keep", text, "--json").json
    assert (joined["id"], joined["pages"], joined["kept"]) == (sealed, 1, ["防汛方案.rtf"])
    assert beijian("join", example.workspace, "--propose", "--json").json == {"proposals": []}
