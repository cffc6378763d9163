"""A project kept on another disk: only what is new is copied, and whatever goes wrong the last backup is whole."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import NOON, discard
from evidence import keeping, restoring
from evidence.backups import DAYS, WEEKS, Generation, Made, kept
from evidence.errors import CancelledError, RequestError
from evidence.isolated import Copy, CopyKind
from evidence.keeping import Asked
from evidence.model import ArrivalState, Sha256
from evidence.progress import Silent
from evidence.store.backup_folder import DATABASE, BackupFolder
from evidence.wording import sentence
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import opened


@pytest.fixture
def project(tmp_path: Path) -> Path:
    place = tmp_path / "国检2023"
    with opened(place) as workspace:
        take_in(workspace, tmp_path / "来件", 3)
    return place


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


def take_in(workspace: Workspace, folder: Path, count: int, start: int = 0) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(start, start + count):
        (folder / f"记录{number}.txt").write_text(f"第{number}次食品安全检查记录\n" * (number + 1), "utf-8")
    workspace.add([folder], Accept.NONE, Silent())


def backed_up(project: Path, stick: Path, at: datetime = NOON) -> Made:
    return keeping.back_up(Asked(project, stick, "李敏", "0.1", at), Silent())


def restored(stick: Path, out: Path) -> Path:
    folder = restoring.one_of(stick)
    restoring.restore(folder, folder.generations()[0], out, Silent())
    return out


def state(project: Path) -> object:
    with Workspace(project, "王敏", lambda: NOON, write=False) as workspace:
        return workspace.snapshot()


def originals(project: Path) -> dict[str, bytes]:
    vault = project / "vault"
    return {p.relative_to(vault).as_posix(): p.read_bytes() for p in vault.rglob("*") if p.is_file()}


class StopsAfter(Silent):
    """Asks to stop after so many looks."""

    def __init__(self, looks: int) -> None:
        self._left = looks

    def cancelled(self) -> bool:
        self._left -= 1
        return self._left < 0


# What comes back


def test_what_is_restored_equals_what_was_there(project: Path, stick: Path, tmp_path: Path) -> None:
    (project / "版式").mkdir()
    (project / "版式" / "本局.docx").write_bytes(b"PK")
    backed_up(project, stick)
    again = restored(stick, tmp_path / "恢复")
    assert state(again) == state(project)
    assert originals(again) == originals(project)
    assert (again / "版式" / "本局.docx").read_bytes() == b"PK"
    with Workspace(again, "王敏", lambda: NOON, write=True) as workspace:
        workspace.undo()
        workspace.redo()


def test_a_backup_is_of_one_moment_while_the_program_writes(project: Path, stick: Path, tmp_path: Path) -> None:
    before = state(project)

    class WritesMeanwhile(Silent):
        def advanced(self, task: str, done: int, total: int) -> None:  # noqa: ARG002
            if task == "backing_up_originals" and not done:
                take_in(workspace, tmp_path / "后来", 1, start=40)

    with Workspace(project, "王敏", lambda: NOON, write=True) as workspace:
        keeping.back_up(Asked(project, stick, "李敏", "0.1", NOON), WritesMeanwhile())
    assert state(restored(stick, tmp_path / "恢复")) == before
    assert state(project) != before


def test_a_project_that_was_moved_by_copying_its_folder_is_the_same(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project, tmp_path / "新电脑" / "国检2023")
    assert state(tmp_path / "新电脑" / "国检2023") == state(project)


def test_an_earlier_day_can_be_gone_back_to(project: Path, stick: Path, tmp_path: Path) -> None:
    before = state(project)
    backed_up(project, stick)
    with opened(project) as workspace:
        take_in(workspace, tmp_path / "来件", 2, start=10)
    backed_up(project, stick, NOON + timedelta(days=1))
    folder = restoring.one_of(stick)
    restoring.restore(folder, restoring.of_day(folder, NOON.date()), tmp_path / "恢复", Silent())
    assert state(tmp_path / "恢复") == before


# What is copied, and what is kept


def test_only_what_is_new_is_copied(project: Path, stick: Path, tmp_path: Path) -> None:
    first = backed_up(project, stick)
    assert first.copied == 3
    with opened(project) as workspace:
        take_in(workspace, tmp_path / "来件", 2, start=10)
    second = backed_up(project, stick, NOON + timedelta(days=1))
    new = [path.stat().st_size for path in (tmp_path / "来件").glob("记录1?.txt")]
    assert (second.copied, second.copied_bytes) == (2, sum(new))
    assert backed_up(project, stick, NOON + timedelta(days=2)).copied_bytes == 0


def a_generation(at: datetime) -> Generation:
    none = Sha256("")
    return Generation(Path(f"{at:%Y%m%d%H}"), at, "李敏", "0.1", "一", none, 0, (), (), (), frozenset())


def test_the_newest_of_seven_days_and_four_weeks_stay() -> None:
    hours = [a_generation(NOON - timedelta(hours=6 * back)) for back in range(400)]
    staying = sorted((one.at for one in hours if one.folder in kept(hours)), reverse=True)
    assert len({at.date() for at in staying}) == len(staying), "one a day"
    assert [NOON.date() - at.date() for at in staying[:DAYS]] == [timedelta(days=back) for back in range(DAYS)]
    assert len({at.isocalendar()[:2] for at in staying}) == WEEKS


def test_originals_go_with_the_last_generation_that_needs_them(project: Path, stick: Path, tmp_path: Path) -> None:
    made = backed_up(project, stick)
    lost = made.generation.originals[0]
    with closing(sqlite3.connect(project / DATABASE)) as connection, connection:  # as if it had never come
        connection.execute("DELETE FROM original WHERE sha256 = ?", (lost.sha256,))
    discard(project / "vault" / lost.place)
    there = True
    for day in range(1, 60):
        backed_up(project, stick, NOON + timedelta(days=day))
        there = (made.folder / "vault" / lost.place).exists()
        needed = any(lost in one.originals for one in BackupFolder(made.folder).generations())
        assert there == needed
    assert not there
    assert originals(restored(stick, tmp_path / "恢复")) == originals(project)


def test_two_projects_of_one_name_keep_apart(project: Path, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "另一处").mkdir()
    with opened(tmp_path / "另一处" / "国检2023"):
        pass
    first, second = backed_up(project, stick), backed_up(tmp_path / "另一处" / "国检2023", stick)
    assert (first.folder.name, second.folder.name) == ("国检2023", "国检2023（2）")
    with pytest.raises(RequestError) as refused:
        restoring.one_of(stick)
    assert "国检2023、国检2023（2）" in sentence(refused.value)


def test_what_was_just_made_stays_whatever_the_clock_says(project: Path, stick: Path) -> None:
    backed_up(project, stick)
    for at in (NOON, NOON - timedelta(days=400)):
        made = backed_up(project, stick, at)
        assert made.generation.folder.is_dir()


def test_a_backup_is_no_evidence(project: Path, stick: Path) -> None:
    made = backed_up(project, stick)
    held = BackupFolder(made.folder).original(made.generation.originals[0])
    with opened(project) as workspace:
        for given in (stick, held):
            taken = workspace.add([given], Accept.NONE, Silent())
            assert {file.state for file in taken.files} == {ArrivalState.JUNK}


# What goes wrong


def test_what_is_stopped_anywhere_leaves_the_last_backup_whole(project: Path, stick: Path, tmp_path: Path) -> None:
    before = state(project)
    backed_up(project, stick)
    with opened(project) as workspace:
        take_in(workspace, tmp_path / "来件", 4, start=20)
    for looks in range(5):
        shutil.copytree(stick, tmp_path / f"U盘{looks}")
        with pytest.raises(CancelledError):
            keeping.back_up(
                Asked(project, tmp_path / f"U盘{looks}", "李敏", "0.1", NOON + timedelta(days=1)), StopsAfter(2 * looks)
            )
        assert state(restored(tmp_path / f"U盘{looks}", tmp_path / f"恢复{looks}")) == before
    backed_up(project, tmp_path / "U盘4", NOON + timedelta(days=1))
    assert state(restored(tmp_path / "U盘4", tmp_path / "恢复")) == state(project)
    assert [path.name for path in (tmp_path / "U盘4").rglob(".未完成*")] == []


def test_a_stick_that_is_pulled_out_meanwhile_is_told(project: Path, stick: Path, tmp_path: Path) -> None:
    backed_up(project, stick)
    with opened(project) as workspace:
        take_in(workspace, tmp_path / "来件", 2, start=20)

    class PulledOut(Silent):
        def advanced(self, task: str, done: int, total: int) -> None:  # noqa: ARG002
            if task == "backing_up_originals" and done == 1:
                stick.rename(tmp_path / "拔出")

    with pytest.raises(RequestError) as refused:
        keeping.back_up(Asked(project, stick, "李敏", "0.1", NOON), PulledOut())
    said = sentence(refused.value)
    assert "中途断开" in said
    assert "上次的备份（2024-01-08 12:00）还在" in said
    assert len(restoring.one_of(tmp_path / "拔出").generations()) == 1


def test_a_place_that_is_not_there_or_in_the_project_is_refused(project: Path, tmp_path: Path) -> None:
    for place, said in ((tmp_path / "没有", "请接上"), (project / "exports", "另一块盘")):
        if place.parent == project:
            place.mkdir()
        with pytest.raises(RequestError) as refused:
            backed_up(project, place)
        assert said in sentence(refused.value)


def test_a_disk_without_room_is_refused_and_told_how_much(
    project: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def free(_: Path) -> int:
        return 1000

    monkeypatch.setattr(keeping, "free_bytes", free)
    with pytest.raises(RequestError) as refused:
        backed_up(project, stick)
    assert "只剩 1000 字节" in sentence(refused.value)


def test_a_damaged_original_in_the_backup_is_found_and_copied_again(project: Path, stick: Path) -> None:
    made = backed_up(project, stick)
    folder = BackupFolder(made.folder)
    assert keeping.check(folder, made.generation, NOON, Silent()).faults == ()
    bad, gone, *_ = made.generation.originals
    size = folder.original(bad).stat().st_size
    folder.original(bad).write_bytes(b"\0" * size)
    folder.original(gone).unlink()
    found = keeping.check(folder, made.generation, NOON, Silent())
    assert set(found.faults) == {("backup_damaged", bad.name), ("backup_missing", gone.name)}
    (known,) = folder.generations()
    assert (known.checked_at, known.faults) == (NOON, 2)
    again = backed_up(project, stick, NOON + timedelta(days=1))
    assert again.copied == 2
    assert keeping.check(folder, again.generation, NOON, Silent()).faults == ()


def test_an_original_that_the_project_has_lost_comes_out_of_the_backup(
    project: Path, stick: Path, tmp_path: Path
) -> None:
    first = backed_up(project, stick)
    whole = originals(project)
    lost, bad, _ = first.generation.originals
    discard(project / "vault" / lost.place)
    (project / "vault" / bad.place).chmod(0o644)
    (project / "vault" / bad.place).write_bytes(b"!")
    second = backed_up(project, stick, NOON + timedelta(days=1))
    assert set(second.generation.lost) == {lost.name, bad.name}
    assert originals(restored(stick, tmp_path / "恢复")) == whole


def test_a_damaged_database_is_not_restored_and_an_earlier_one_is(project: Path, stick: Path, tmp_path: Path) -> None:
    backed_up(project, stick)
    second = backed_up(project, stick, NOON + timedelta(days=1))
    with (second.generation.folder / DATABASE).open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff" * 100)
    folder = restoring.one_of(stick)
    with pytest.raises(RequestError) as refused:
        restoring.restore(folder, folder.generations()[0], tmp_path / "恢复", Silent())
    assert "2024-01-09 12:00 的备份里数据文件已损坏" in sentence(refused.value)
    assert not (tmp_path / "恢复").exists()
    restoring.restore(folder, folder.generations()[1], tmp_path / "恢复", Silent())
    assert state(tmp_path / "恢复") == state(project)


def test_a_damaged_original_is_left_out_of_what_is_restored_and_told(
    project: Path, stick: Path, tmp_path: Path
) -> None:
    made = backed_up(project, stick)
    bad = made.generation.originals[0]
    folder = BackupFolder(made.folder)
    folder.original(bad).write_bytes(b"!")
    done = restoring.restore(folder, made.generation, tmp_path / "恢复", Silent())
    assert done.lost == (bad.name,)
    assert bad.place not in originals(tmp_path / "恢复")
    assert state(tmp_path / "恢复") == state(project)


def test_nothing_is_restored_over_a_project_or_into_one(project: Path, stick: Path) -> None:
    made = backed_up(project, stick)
    for out, said in ((project, "不是空文件夹"), (project / "里面", "另一个迎检项目"), (made.folder / "里", "备份")):
        with pytest.raises(RequestError) as refused:
            restoring.restore(BackupFolder(made.folder), made.generation, out, Silent())
        assert said in sentence(refused.value)


def test_a_folder_without_backups_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as refused:
        restoring.one_of(tmp_path)
    assert "没有本程序做的备份" in sentence(refused.value)


def test_rubbish_in_a_backup_is_passed_over(project: Path, stick: Path) -> None:
    made = backed_up(project, stick)
    chance = random.Random(7)  # noqa: S311 — no secret
    whole = (made.generation.folder / "manifest.json").read_bytes()
    for _ in range(60):
        cut = bytearray(whole[: chance.randrange(len(whole))])
        (made.generation.folder / "manifest.json").write_bytes(bytes(cut))
        assert BackupFolder(made.folder).generations() == ()
    evil = whole.replace(made.generation.originals[0].name.encode(), b"../../../x")
    (made.generation.folder / "manifest.json").write_bytes(evil)
    assert BackupFolder(made.folder).generations() == ()


# A late secrecy find


def test_what_is_isolated_goes_from_the_backup_with_the_next_one_and_the_record_tells(
    project: Path, stick: Path, tmp_path: Path
) -> None:
    with opened(project) as workspace:
        keeping.know(workspace, stick)
        first = backed_up(project, stick)
        piece = workspace.snapshot().pieces[0]
        original = workspace.snapshot().originals[piece.parts[0].original]
        workspace.secrecy.isolate(piece.id, "赵主任", None)
        (copy,) = disk_copies(workspace)
        assert (copy.place, copy.done_at) == (str(first.folder), None)
        assert keeping.due(keeping.standing(project, stick), NOON, [original.sha256]), "at once, not in a day"

        second = backed_up(project, stick, NOON + timedelta(minutes=1))
        assert keeping.settle(workspace, second) == 1

        (copy,) = disk_copies(workspace)
        assert copy.done_at == NOON
    assert [one.at for one in BackupFolder(first.folder).generations()] == [second.generation.at]
    assert list(first.folder.rglob(f"{original.sha256}*")) == []
    assert not any("第0次" in path.read_text("utf-8", "replace") for path in first.folder.rglob("*.txt"))
    assert state(restored(stick, tmp_path / "恢复")) == state(project)


def test_an_isolated_file_does_not_go_where_the_backup_cannot_be_read(project: Path, stick: Path) -> None:
    first = backed_up(project, stick)
    with opened(project) as workspace:
        keeping.know(workspace, stick)
        piece = workspace.snapshot().pieces[0]
        original = workspace.snapshot().originals[piece.parts[0].original]
        workspace.secrecy.isolate(piece.id, "赵主任", None)
    (first.generation.folder / "manifest.json").write_text("{")
    backed_up(project, stick, NOON + timedelta(minutes=1))
    assert not first.generation.folder.exists()
    assert list(first.folder.rglob(f"{original.sha256}*")) == []


def disk_copies(workspace: Workspace) -> list[Copy]:
    return [copy for record in workspace.secrecy.records() for copy in record.copies if copy.kind is CopyKind.DISK]


def test_where_backups_lie_is_recorded_once_and_is_no_step(project: Path, stick: Path) -> None:
    with opened(project) as workspace:
        before = workspace.history()
        keeping.know(workspace, stick)
        changed = workspace.last_change()
        keeping.know(workspace, stick)
        assert workspace.last_change() == changed
        assert workspace.history() == before


def test_a_backup_is_due_after_a_day(project: Path, stick: Path) -> None:
    assert keeping.due(keeping.standing(project, stick), NOON)
    backed_up(project, stick)
    found = keeping.standing(project, stick)
    assert found.last is not None
    assert not keeping.due(found, NOON + timedelta(hours=23))
    assert keeping.due(found, NOON + timedelta(days=1))
    assert not keeping.due(replace(found, there=False), NOON + timedelta(days=1))
