"""What becomes of files of every sort that arrive together: one bad file never stops the others."""

from __future__ import annotations

import hashlib
import os
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from build import NOON, a_slot, an_item
from evidence import wording
from evidence.intake.take_in import Taken
from evidence.model import ArrivalState, Project, SchemeFacts, SchemeReading, Sha256
from evidence.snapshot import Snapshot
from evidence.store.vault import Stamp, Stored, Vault
from evidence.workspace import Accept, TakenIn, Workspace, create_workspace

POSIX = sys.platform != "win32"
ON_POSIX = pytest.mark.skipif(not POSIX, reason="such files do not exist there")


def a_docx(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def a_pdf(seed: int) -> bytes:
    buffer = BytesIO()
    Image.new("L", (60, 80), seed).save(buffer, "PDF")
    return buffer.getvalue()


def with_password(pdf: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt("1234", algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def a_workspace(path: Path) -> Path:
    reading = SchemeReading(SchemeFacts("细则", None, None, 4.0), (an_item("1-1", a_slot()), an_item("1-2")), ())
    create_workspace(path, Project(None, None, 2021, 2023, (), NOON), reading, "王敏", lambda: NOON)
    return path


@dataclass
class Meddler:
    """A report that runs `before` once, when a task begins."""

    before: dict[str, Callable[[], object]]

    def advanced(self, task: str, done: int, total: int) -> None:  # noqa: ARG002 — a `Report`
        self.before.pop(task, lambda: None)()

    def cancelled(self) -> bool:
        return False


def into_a_folder(path: Path) -> None:
    """Make a file what nobody can read, root neither."""
    path.unlink()
    path.mkdir()


def lay_out(folder: Path) -> dict[str, bytes]:
    """Write one file of every sort; return the bytes of those that were written."""
    whole = a_docx("关于印发工作方案的通知")
    files = {
        "教委/1-1 方案.docx": whole,
        "U盘/1-1 方案 - 副本.docx": whole,
        "U盘/方案(2).docx": whole,
        "教委/Thumbs.db": b"thumbs",
        "教委/~$方案.docx": b"lock",
        "教委/空.docx": b"",
        "教委/截断.docx": a_docx("没有传完的总结")[:-900],
        "教委/加密.pdf": with_password(a_pdf(7)),
        "教委/涉密.txt": "机密★1年\n关于某事的通知\n".encode(),
        "教委/打不开.txt": "打不开的内容".encode(),
        "教委/先没了.txt": "核对前就没了".encode(),
        "教委/后没了.txt": "读取前就没了".encode(),
        "教委/照片.jpg": b"\xff\xd8\xff" + b"no picture" * 40,
        "教委/无名的东西": bytes(range(256)) * 4,
        "项目/说明.txt": "在项目文件夹里".encode(),
    }
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    if POSIX:
        (folder / "教委" / os.fsdecode("国标名.txt".encode("gbk"))).write_bytes("国标码的名称".encode())
        (folder / "教委" / "关于：a:b?.txt").write_bytes("冒号和问号".encode())
        (folder / "教委" / "链接.docx").symlink_to(folder / "教委" / "1-1 方案.docx")
        os.mkfifo(folder / "教委" / "管道.pdf")
    return files


@dataclass
class Arrived:
    """A batch, and the workspace that took it in."""

    workspace: Path
    files: dict[str, bytes]
    taken: TakenIn
    snapshot: Snapshot
    again: TakenIn  # the same folder a second time

    def of(self, source: str) -> Taken:
        (found,) = [file for file in self.taken.files if str(file.source) == source]
        return found

    def lies_in_the_vault(self, source: str) -> bool:
        digest = hashlib.sha256(self.files[source]).hexdigest()
        return (self.workspace / "vault" / digest[:2] / digest).exists()


@pytest.fixture(scope="module")
def arrived(tmp_path_factory: pytest.TempPathFactory) -> Arrived:
    folder = tmp_path_factory.mktemp("收件")
    workspace = a_workspace(folder / "项目")
    files = lay_out(folder)
    meddler = Meddler({"hashing": lambda: None, "reading": (folder / "教委" / "后没了.txt").unlink})
    meddler.before["hashing"] = lambda: (
        into_a_folder(folder / "教委" / "打不开.txt"),
        (folder / "教委" / "先没了.txt").unlink(),
    )
    with Workspace(workspace, "王敏", lambda: NOON, write=True) as opened:
        taken = opened.add([folder], Accept.NONE, meddler)
        again = opened.add([folder], Accept.NONE, Meddler({}))
        return Arrived(workspace, files, taken, opened.snapshot(), again)


@pytest.mark.parametrize(
    ("source", "state", "flags"),
    [
        ("教委/1-1 方案.docx", "new", ""),
        ("U盘/1-1 方案 - 副本.docx", "duplicate", ""),
        ("U盘/方案(2).docx", "duplicate", ""),
        ("教委/Thumbs.db", "junk", ""),
        ("教委/~$方案.docx", "junk", ""),
        ("教委/空.docx", "junk", "empty"),
        ("教委/截断.docx", "unreadable", "truncated"),
        ("教委/加密.pdf", "new", "encrypted"),
        ("教委/涉密.txt", "refused", "secret"),
        ("教委/打不开.txt", "unreadable", ""),
        ("教委/先没了.txt", "unreadable", ""),
        ("教委/后没了.txt", "unreadable", ""),
        ("教委/无名的东西", "new", ""),
        pytest.param("教委/国标名.txt", "new", "", marks=ON_POSIX),
        pytest.param("教委/关于：a:b?.txt", "new", "", marks=ON_POSIX),
        pytest.param("教委/链接.docx", "refused", "", marks=ON_POSIX),
        pytest.param("教委/管道.pdf", "junk", "empty", marks=ON_POSIX),
    ],
)
def test_each_file_has_the_fate_of_its_sort(source: str, state: str, flags: str, arrived: Arrived) -> None:
    found = arrived.of(source)
    assert (found.state, found.flags) == (state, set(flags.split()))


def test_every_file_is_told_once(arrived: Arrived) -> None:
    told = [str(file.source) for file in arrived.taken.files]
    assert sorted(told) == sorted(set(told))
    assert set(arrived.files) - set(told) == {"项目/说明.txt"}


def test_a_file_that_is_not_taken_has_a_sentence(arrived: Arrived) -> None:
    silent = [file.source for file in arrived.taken.files if file.state != "new" and not (file.message or "").strip()]
    assert silent == []


def test_of_identical_files_the_one_that_is_called_no_copy_is_taken(arrived: Arrived) -> None:
    kept = arrived.of("教委/1-1 方案.docx")
    copies = [arrived.of("U盘/1-1 方案 - 副本.docx"), arrived.of("U盘/方案(2).docx")]
    assert [(copy.duplicate_of, copy.piece) for copy in copies] == [(kept.source, kept.piece)] * 2


@pytest.mark.parametrize("source", ["教委/截断.docx", "教委/照片.jpg"])
def test_a_damaged_file_is_kept(source: str, arrived: Arrived) -> None:
    assert arrived.of(source).state is ArrivalState.UNREADABLE
    assert arrived.lies_in_the_vault(source)


@pytest.mark.parametrize("source", ["教委/涉密.txt", "教委/Thumbs.db", "教委/打不开.txt", "教委/后没了.txt"])
def test_what_is_not_kept_leaves_no_trace_in_the_vault(source: str, arrived: Arrived) -> None:
    assert not arrived.lies_in_the_vault(source)


def test_nothing_of_a_secret_paper_but_its_name_and_hash_is_recorded(arrived: Arrived) -> None:
    data = b"".join(path.read_bytes() for path in arrived.workspace.rglob("*") if path.is_file())
    assert "涉密.txt".encode() in data
    assert "关于某事的通知".encode() not in data


def test_every_original_lies_in_the_vault_unaltered(arrived: Arrived) -> None:
    vault = Vault(arrived.workspace / "vault")
    originals = arrived.snapshot.originals.values()
    paths = [vault.path(original.sha256, original.name) for original in originals]
    assert [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths] == [o.sha256 for o in originals]
    assert sorted(paths) == sorted(path for path in (arrived.workspace / "vault").rglob("*") if path.is_file())


def test_the_files_that_arrived_are_untouched(arrived: Arrived) -> None:
    folder = arrived.workspace.parent
    gone = {"教委/打不开.txt", "教委/先没了.txt", "教委/后没了.txt"}
    assert {name: (folder / name).read_bytes() for name in arrived.files.keys() - gone} == {
        name: data for name, data in arrived.files.items() if name not in gone
    }


def test_what_came_in_an_earlier_batch_is_a_duplicate_of_the_piece_that_is_there(arrived: Arrived) -> None:
    kept = {file.sha256: file.piece for file in arrived.taken.files if file.made}
    again = [file for file in arrived.again.files if file.sha256 in kept]
    assert len(again) > len(kept)
    assert {file.state for file in again} == {ArrivalState.DUPLICATE}
    assert [(file.piece, file.duplicate_of) for file in again] == [(kept[file.sha256], None) for file in again]


def test_a_refused_file_is_refused_again(arrived: Arrived) -> None:
    assert [file.state for file in arrived.again.files if file.source.name == "涉密.txt"] == [ArrivalState.REFUSED]


class Vanishing(Vault):
    """A vault before whose eyes a file vanishes."""

    def take(self, source: Path, name: str, expected: Sha256 | Stamp) -> Stored:
        if name == "没了.txt":
            source.unlink()
        if name == "变了.txt":
            source.write_bytes(b"changed")
        return super().take(source, name, expected)


def take_all(tmp_path: Path, vault: type[Vault], *names: str) -> dict[str, ArrivalState]:
    (tmp_path / "收件").mkdir()
    for name in names:
        (tmp_path / "收件" / name).write_text(name, "utf-8")
    with Workspace(a_workspace(tmp_path / "项目"), "王敏", lambda: NOON, write=True) as workspace:
        workspace.vault = vault(workspace.path / "vault")
        taken = workspace.add([tmp_path / "收件"], Accept.NONE, Meddler({}))
        assert len(workspace.snapshot().pieces) == sum(file.state is ArrivalState.NEW for file in taken.files)
    return {file.source.name: file.state for file in taken.files}


@pytest.mark.parametrize("name", ["没了.txt", "变了.txt"])
def test_a_file_that_changes_after_it_was_read_does_not_stop_the_others(name: str, tmp_path: Path) -> None:
    assert take_all(tmp_path, Vanishing, "一.txt", name, "甲.txt") == {
        "一.txt": ArrivalState.NEW,
        name: ArrivalState.UNREADABLE,
        "甲.txt": ArrivalState.NEW,
    }


@ON_POSIX
def test_a_folder_named_in_gbk_is_taken_in(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode("教委".encode("gbk"))
    folder.mkdir()
    (folder / "通知.txt").write_text("通知", "utf-8")
    with Workspace(a_workspace(tmp_path / "项目"), "王敏", lambda: NOON, write=True) as workspace:
        taken = workspace.add([folder, folder / "通知.txt"], Accept.NONE, Meddler({}))
    assert [file.state for file in taken.files] == [ArrivalState.NEW, ArrivalState.DUPLICATE]


def take_one(tmp_path: Path, name: str, data: bytes) -> Taken:
    """Take in one file; what is refused leaves nothing in the vault."""
    (tmp_path / "收件").mkdir()
    (tmp_path / "收件" / name).write_bytes(data)
    with Workspace(a_workspace(tmp_path / "项目"), "王敏", lambda: NOON, write=True) as workspace:
        (taken,) = workspace.add([tmp_path / "收件"], Accept.NONE, Meddler({})).files
        kept = [path for path in (workspace.path / "vault").rglob("*") if path.is_file()]
        assert len(kept) == len(workspace.snapshot().pieces) == (taken.state is ArrivalState.NEW)
    return taken


def zipped(**members: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("流程图.vsdx", zipped(**{"[Content_Types].xml": "<Types/>"})),
        ("无名的东西", bytes(range(256)) * 4),
    ],
)
def test_what_has_no_reader_is_kept_and_said_to_be_known_by_its_name_only(
    name: str, data: bytes, tmp_path: Path
) -> None:
    taken = take_one(tmp_path, name, data)
    assert (taken.state, taken.message) == (ArrivalState.NEW, wording.remark("no_reader"))


def test_recordings_are_kept_and_said_to_give_no_text(tmp_path: Path) -> None:
    taken = take_one(tmp_path, "宣传片.mp4", b"\x00\x00\x00\x20ftypisom\x00\x00" + b"\0" * 60)
    assert (taken.state, taken.message) == (ArrivalState.NEW, wording.remark("recording"))


def test_what_has_a_reader_needs_no_remark(tmp_path: Path) -> None:
    assert take_one(tmp_path, "通知.docx", a_docx("关于开会的通知")).message is None


def test_the_own_workspace_is_told_in_one_line(tmp_path: Path) -> None:
    with Workspace(a_workspace(tmp_path / "项目"), "王敏", lambda: NOON, write=True) as workspace:
        for path in (workspace.path, workspace.path / "vault", workspace.path / "dossier.sqlite"):
            (taken,) = workspace.add([path], Accept.NONE, Meddler({})).files
            assert (str(taken.source), taken.state) == (path.name, ArrivalState.JUNK)
            assert taken.message == wording.remark("own_workspace")
