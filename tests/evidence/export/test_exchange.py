"""A new export into the place of the old one: whole or not at all, and no one's work lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from build import NOON
from evidence.errors import ExportError
from evidence.export import exchange
from evidence.export.exchange import Placed, Record, staging

FOLDERS = ("内部工作版", "电子版资料", "送审版")
IN_USE = PermissionError(13, "in use", "送审版")
STOPPED = KeyboardInterrupt()


def export(out: Path, text: str, folders: tuple[str, ...] = FOLDERS, minutes: int = 0) -> Path | None:
    """Put folders of one file each in place."""
    with staging(out, "李科长", NOON) as work:
        for folder in folders:
            (work.made / folder).mkdir(parents=True)
            (work.made / folder / "文件.txt").write_text(text, "utf-8")
        return work.put_in_place(NOON + timedelta(minutes=minutes)).kept


def said(out: Path) -> dict[str, str]:
    """What each visible file says."""
    return {
        path.relative_to(out).as_posix(): path.read_text("utf-8")
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def whole(text: str) -> dict[str, str]:
    return {f"{folder}/文件.txt": text for folder in FOLDERS}


def refusing(name: str, monkeypatch: pytest.MonkeyPatch, reason: BaseException = IN_USE) -> None:
    """Let the system refuse to put the new folder of that name in place."""
    move = exchange.move

    def refuse(source: Path, target: Path) -> None:
        if source.name == name and source.parent.name == "out":
            raise reason
        move(source, target)

    monkeypatch.setattr(exchange, "move", refuse)


def hidden(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if path.name.startswith("."))


def test_a_first_export_is_put_in_place(tmp_path: Path) -> None:
    export(tmp_path / "出", "一")
    assert said(tmp_path / "出") == whole("一")


def test_a_second_export_replaces_the_first(tmp_path: Path) -> None:
    export(tmp_path, "一")
    export(tmp_path, "二", minutes=1)
    assert said(tmp_path) == whole("二")


def test_nothing_is_kept_where_nobody_changed_anything(tmp_path: Path) -> None:
    export(tmp_path, "一")
    assert export(tmp_path, "二", minutes=1) is None


def test_what_lies_beside_the_folders_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "自己的.txt").write_text("别动", "utf-8")
    export(tmp_path, "一")
    assert said(tmp_path)["自己的.txt"] == "别动"


def edit(out: Path) -> str:
    (out / "送审版/文件.txt").write_text("领导改过的稿子", "utf-8")
    return "送审版/文件.txt"


def touch(out: Path) -> str:
    later = NOON.timestamp() + 3600
    os.utime(out / "送审版/文件.txt", (later, later))
    return "送审版/文件.txt"


def put_in(out: Path) -> str:
    (out / "送审版/批示.txt").write_text("领导批示", "utf-8")
    return "送审版/批示.txt"


@pytest.mark.parametrize("work", [edit, touch, put_in])
def test_a_file_that_people_changed_is_kept(work: Callable[[Path], str], tmp_path: Path) -> None:
    export(tmp_path, "一")
    place = work(tmp_path)
    before = (tmp_path / place).read_text("utf-8")
    kept = export(tmp_path, "二", minutes=1)
    assert kept is not None
    assert said(kept) == {place: before}


def test_changes_of_two_days_are_kept_apart(tmp_path: Path) -> None:
    export(tmp_path, "一")
    kept: list[Path | None] = []
    for minutes, text in enumerate(("改一", "改二"), 1):
        (tmp_path / "送审版/文件.txt").write_text(text, "utf-8")
        kept.append(export(tmp_path, "新", minutes=minutes))
    assert [said(folder)["送审版/文件.txt"] for folder in kept if folder] == ["改一", "改二"]


def test_changes_within_one_second_are_kept_apart(tmp_path: Path) -> None:
    export(tmp_path, "一")
    kept: list[Path | None] = []
    for text in ("改一", "改二"):
        (tmp_path / "送审版/文件.txt").write_text(text, "utf-8")
        kept.append(export(tmp_path, "新"))
    assert [said(folder)["送审版/文件.txt"] for folder in kept if folder] == ["改一", "改二"]


def test_an_export_of_some_folders_remembers_what_was_written_to_the_others(tmp_path: Path) -> None:
    export(tmp_path, "一")
    export(tmp_path, "二", folders=FOLDERS[:1], minutes=1)
    assert said(tmp_path) == whole("一") | {f"{FOLDERS[0]}/文件.txt": "二"}
    assert export(tmp_path, "三", minutes=2) is None


@pytest.mark.parametrize("record", [None, "", "{", "[]", '{"送审版/文件.txt": 3}', "null"])
def test_without_a_record_everything_old_is_kept(record: str | None, tmp_path: Path) -> None:
    export(tmp_path, "一")
    path = tmp_path / ".beijian-export.json"
    path.unlink() if record is None else path.write_text(record, "utf-8")
    kept = export(tmp_path, "二", minutes=1)
    assert kept is not None
    assert said(kept) == whole("一")


@pytest.mark.parametrize("reason", [IN_USE, STOPPED])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_that_cannot_be_exchanged_leaves_all_as_it_was(
    folder: str, reason: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(tmp_path, "一")
    before = hidden(tmp_path)
    with monkeypatch.context() as context:
        refusing(folder, context, reason)
        with pytest.raises(type(reason)):
            export(tmp_path, "二", minutes=1)
    assert said(tmp_path) == whole("一")
    assert hidden(tmp_path) == before


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_first_export_that_fails_leaves_nothing(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(folder, monkeypatch)
    with pytest.raises(PermissionError):
        export(tmp_path / "出", "一")
    assert list(tmp_path.iterdir()) == []


def test_after_a_failure_the_next_export_succeeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(tmp_path, "一")
    with monkeypatch.context() as context:
        refusing("送审版", context)
        with pytest.raises(PermissionError):
            export(tmp_path, "二", minutes=1)
    assert export(tmp_path, "三", minutes=2) is None
    assert said(tmp_path) == whole("三")


def test_where_even_the_way_back_fails_the_next_export_finishes_the_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_way_back(_folder: Path, _out: Path, _record: Record) -> None:
        raise IN_USE

    export(tmp_path, "一")
    with monkeypatch.context() as context:
        refusing("送审版", context)
        context.setattr(exchange, "_undo", no_way_back)
        with pytest.raises(PermissionError):
            export(tmp_path, "二", minutes=1)
    with staging(tmp_path, "王敏", NOON):
        assert {place: text for place, text in said(tmp_path).items() if not place.startswith(".")} == whole("二")


def interrupted(out: Path, exchanged: int) -> None:
    """Leave `out` as a power cut does after so many folders were exchanged."""
    left = out / ".导出中-12345678"
    (left / "old").mkdir(parents=True)
    (left / ".beijian-export.json").write_text("{}", "utf-8")
    for at, folder in enumerate(FOLDERS):
        (left / "out" / folder).mkdir(parents=True)
        (left / "out" / folder / "文件.txt").write_text("二", "utf-8")
        if at < exchanged:
            (out / folder).rename(left / "old" / folder)
            (left / "out" / folder).rename(out / folder)


@pytest.mark.parametrize("exchanged", [0, 1, 2, 3])
def test_an_exchange_that_was_interrupted_is_finished(exchanged: int, tmp_path: Path) -> None:
    export(tmp_path, "一")
    interrupted(tmp_path, exchanged)
    with staging(tmp_path, "王敏", NOON):
        found = {place: text for place, text in said(tmp_path).items() if not place.startswith(".")}
    assert found == whole("二")


@pytest.mark.parametrize("exchanged", [0, 1, 2, 3])
def test_what_people_changed_before_an_interrupted_exchange_is_kept(exchanged: int, tmp_path: Path) -> None:
    export(tmp_path, "一")
    (tmp_path / "送审版/文件.txt").write_text("领导改过的稿子", "utf-8")
    interrupted(tmp_path, exchanged)
    export(tmp_path, "三", minutes=1)
    assert "领导改过的稿子" in said(tmp_path).values()


def test_nothing_that_an_export_wrote_is_kept_where_it_was_stopped_while_it_tidied_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise STOPPED

    export(tmp_path, "一")
    with monkeypatch.context() as context:
        context.setattr(exchange.shutil, "rmtree", stop)
        with pytest.raises(KeyboardInterrupt):
            export(tmp_path, "第二次", minutes=1)
    assert export(tmp_path, "三", minutes=2) is None
    assert said(tmp_path) == whole("三")


def test_what_an_interrupted_export_made_is_cleared(tmp_path: Path) -> None:
    (tmp_path / ".导出中-12345678/out/送审版").mkdir(parents=True)
    export(tmp_path, "一")
    assert [name for name in hidden(tmp_path) if name.startswith(".导出中")] == []


def test_work_that_is_stopped_leaves_no_trace(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), staging(tmp_path / "出", "王敏", NOON):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_two_exports_into_one_folder_are_refused(tmp_path: Path) -> None:
    with staging(tmp_path, "王敏", NOON), pytest.raises(ExportError) as caught, staging(tmp_path, "李强", NOON):
        pass
    assert caught.value.code == "export_busy"


# An earlier export that is open in another program


class SharingViolationError(PermissionError):
    """What Windows raises when another program has a file open."""

    winerror = 32


OPEN = SharingViolationError(13, "in use", "送审版")


def put_beside(out: Path, text: str, monkeypatch: pytest.MonkeyPatch, reason: BaseException = OPEN) -> Placed:
    """Put folders in place, or beside, while the system refuses to move the old 送审版."""
    move = exchange.move

    def refuse(source: Path, target: Path) -> None:
        if source == out / "送审版":
            raise reason
        move(source, target)

    monkeypatch.setattr(exchange, "move", refuse)
    with staging(out, "李科长", NOON) as work:
        for folder in FOLDERS:
            (work.made / folder).mkdir(parents=True)
            (work.made / folder / "文件.txt").write_text(text, "utf-8")
        return work.put_in_place(NOON, second_name=True)


def seconds(text: str, number: int) -> dict[str, str]:
    return {f"导出（{number}）/{folder}/文件.txt": text for folder in FOLDERS}


def test_where_the_earlier_one_is_open_all_lies_beside_it_by_a_second_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(tmp_path, "一")
    assert put_beside(tmp_path, "二", monkeypatch) == Placed(None, 2)
    assert said(tmp_path) == whole("一") | seconds("二", 2)


def test_where_nothing_is_open_there_is_no_second_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert put_beside(tmp_path, "一", monkeypatch) == Placed(None, None)
    assert said(tmp_path) == whole("一")


def test_a_second_name_that_is_taken_is_counted_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(tmp_path, "一")
    put_beside(tmp_path, "二", monkeypatch)
    assert put_beside(tmp_path, "三", monkeypatch).number == 3
    assert said(tmp_path) == whole("一") | seconds("二", 2) | seconds("三", 3)


def test_a_second_name_is_for_what_is_open_and_not_for_want_of_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(tmp_path, "一")
    with pytest.raises(PermissionError):
        put_beside(tmp_path, "二", monkeypatch, IN_USE)
    assert said(tmp_path) == whole("一")


# What goes without a new one in its place


def instead(out: Path, text: str) -> Path | None:
    """Put a 送审版 in place, and nothing in that of 电子版资料."""
    with staging(out, "李科长", NOON) as work:
        (work.made / "送审版").mkdir(parents=True)
        (work.made / "送审版" / "文件.txt").write_text(text, "utf-8")
        return work.put_in_place(NOON, instead_of=("电子版资料",)).kept


def test_what_nothing_new_takes_the_place_of_goes_too(tmp_path: Path) -> None:
    export(tmp_path, "一")
    assert instead(tmp_path, "二") is None
    assert said(tmp_path) == {"内部工作版/文件.txt": "一", "送审版/文件.txt": "二"}


def test_what_people_changed_in_it_is_kept(tmp_path: Path) -> None:
    export(tmp_path, "一")
    (tmp_path / "电子版资料" / "文件.txt").write_text("改过了", "utf-8")
    kept = instead(tmp_path, "二")
    assert kept is not None
    assert said(kept) == {"电子版资料/文件.txt": "改过了"}


def test_it_stays_where_the_new_one_cannot_be_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(tmp_path, "一")
    refusing("送审版", monkeypatch)
    with pytest.raises(PermissionError):
        instead(tmp_path, "二")
    assert said(tmp_path) == whole("一")


def test_it_goes_where_the_exchange_was_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def powerless(*_: object) -> None:
        """Do nothing: the power is gone."""

    export(tmp_path, "一")
    with monkeypatch.context() as context:
        refusing("送审版", context, STOPPED)
        context.setattr(exchange, "_undo", powerless)
        with pytest.raises(KeyboardInterrupt):
            instead(tmp_path, "二")
    export(tmp_path, "三", ("内部工作版",))
    assert said(tmp_path) == {"内部工作版/文件.txt": "三", "送审版/文件.txt": "二"}
