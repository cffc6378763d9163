"""The project kept under a name: found again, compared, taken back; and how it stood on earlier days."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import NOON
from evidence.check.frozen_compare import Change
from evidence.errors import RequestError
from evidence.freezing import Side
from evidence.frozen import NOW
from evidence.journal import Action
from evidence.progress import Silent
from evidence.workspace import DATABASE, Accept, Workspace
from tests.evidence.steps import PLAN, opened, register


@pytest.fixture
def place(tmp_path: Path) -> Path:
    opened(tmp_path / "项目").close()
    return tmp_path / "项目"


class Calendar:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, days: int = 1) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


def working(place: Path, calendar: Calendar) -> Workspace:
    return Workspace(place, "王敏", calendar, write=True)


def write(workspace: Workspace) -> None:
    """Write something that was not there before."""
    register(workspace, replace(PLAN, title=f"第{workspace.last_change()}号"))


def test_a_state_is_kept_as_it_was_while_the_project_goes_on(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        piece = register(workspace)
        workspace.file(piece, ["1-1"])
        workspace.freezing.freeze("初稿")
        workspace.unfile(piece, ["1-1"])
        assert [p.title for p in workspace.freezing.state("初稿").pieces.values()] == ["2023年食品安全工作方案"]


def test_it_tells_who_kept_it_and_when(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        frozen = workspace.freezing.freeze("初稿")
    assert (frozen.name, frozen.who, frozen.at) == ("初稿", "王敏", NOON)


@pytest.mark.parametrize("name", ["", "  ", NOW, "长" * 101])
def test_a_name_that_says_nothing_is_refused(name: str, place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace, pytest.raises(RequestError, match="frozen_name"):
        workspace.freezing.freeze(name)


def test_no_two_have_the_same_name(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        workspace.freezing.freeze("初稿")
        with pytest.raises(RequestError, match="frozen_taken"):
            workspace.freezing.freeze(" 初稿 ")


def test_keeping_is_a_step_that_is_taken_back_and_done_again(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        workspace.freezing.freeze("初稿")
        before = workspace.freezing.state("初稿")
        workspace.undo()
        assert workspace.freezing.kept() == ()
        workspace.redo()
        assert workspace.freezing.state("初稿") == before


def test_removing_one_is_a_step_too(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        workspace.freezing.freeze("初稿")
        before = workspace.freezing.state("初稿")
        workspace.freezing.remove("初稿")
        with pytest.raises(RequestError, match="frozen_unknown"):
            workspace.freezing.state("初稿")
        assert (undo := workspace.history().undo) is not None
        assert undo.action is Action.UNFREEZE
        workspace.undo()
        assert workspace.freezing.state("初稿") == before


def test_a_state_is_compared_with_how_it_is_now(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        workspace.freezing.freeze("初稿")
        workspace.file(register(workspace), ["1-1"])
        compared = workspace.freezing.compare(Side("初稿"), Side())
    assert compared.before == Side("初稿")
    assert compared.comparison.counts[Change.NEW] == 1


def test_the_earlier_one_is_before_however_they_are_given(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        workspace.freezing.freeze("初稿")
        calendar.go_on()
        workspace.freezing.freeze("定稿")
        assert workspace.freezing.compare(Side("定稿"), Side("初稿")).before == Side("初稿")


def test_the_project_of_another_folder_is_only_read(place: Path, tmp_path: Path, calendar: Calendar) -> None:
    with opened(tmp_path / "去年") as last:
        last.file(register(last), ["1-2"])
        unchanged = last.last_change()
    with working(place, calendar) as workspace:
        compared = workspace.freezing.compare(Side(), Side(folder=tmp_path / "去年"))
    assert compared.comparison.counts[Change.GONE] + compared.comparison.counts[Change.NEW] == 1
    with opened(tmp_path / "去年") as last:
        assert last.last_change() == unchanged


def test_two_states_compare_alike_on_any_day(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        workspace.freezing.freeze("初稿")
        workspace.file(register(workspace), ["1-1"])
        workspace.freezing.freeze("定稿")
        first = workspace.freezing.compare(Side("初稿"), Side("定稿"))
        calendar.go_on(400)
        assert workspace.freezing.compare(Side("初稿"), Side("定稿")) == first


def test_an_isolated_file_is_in_no_state_that_was_kept(place: Path, tmp_path: Path, calendar: Calendar) -> None:
    (tmp_path / "蓝鲸行动部署图.txt").write_text("关于蓝鲸行动安排的通知\n各乡镇：\n请到位。", "utf-8")
    with working(place, calendar) as workspace:
        workspace.add([tmp_path / "蓝鲸行动部署图.txt"], Accept.NONE, Silent())
        (piece,) = workspace.snapshot().pieces
        workspace.file(piece.id, ["1-1"])
        workspace.freezing.freeze("初稿")
        workspace.freezing.freeze("再稿")
        workspace.freezing.remove("再稿")
        workspace.secrecy.isolate(piece.id, "赵主任", None)
        assert workspace.freezing.state("初稿").pieces == {}
    with closing(sqlite3.connect(place / DATABASE)) as connection:
        told = connection.execute("SELECT state FROM frozen_state").fetchall()
    assert [text for (text,) in told if "蓝鲸" in text.encode().decode("unicode_escape")] == []


def test_the_first_write_of_a_day_keeps_how_the_project_stood_before(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        workspace.file(register(workspace), ["1-1"])
        calendar.go_on()
        assert workspace.trend.days() == (), "nobody has written on a later day"
        write(workspace)
        ((day, found),) = workspace.trend.days()
    assert day == NOON.date()
    assert (found.partial, found.pieces, found.unsorted) == (1, 1, 0)


def test_days_on_which_nothing_was_written_have_no_row(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        for days in (1, 10, 1):
            calendar.go_on(days)
            write(workspace)
    with working(place, calendar) as workspace:
        assert [day for day, _ in workspace.trend.days()] == [date(2024, 1, day) for day in (8, 9, 19)]


def test_what_an_earlier_day_was_does_not_change_with_the_day_one_looks(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        calendar.go_on()
        write(workspace)
        days = workspace.trend.days()
        calendar.go_on(100)
        assert workspace.trend.days() == days


def test_a_write_that_fails_keeps_no_day_and_the_next_one_does(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        calendar.go_on()
        with pytest.raises(ValueError, match="cut"), workspace.writing(Action.FILE):
            raise ValueError("cut")
        write(workspace)
        assert len(workspace.trend.days()) == 1


def test_a_clock_that_was_set_back_does_not_stop_the_work(place: Path, calendar: Calendar) -> None:
    with working(place, calendar) as workspace:
        for days in (2, -1, 2):
            calendar.go_on(days)
            write(workspace)
        assert [day for day, _ in workspace.trend.days()] == [date(2024, 1, 8), date(2024, 1, 9)]
