"""内容雷同: papers that say the same are told together; those that only fill in the same form are not."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import NOON, a_slot, an_item
from evidence.intake.alike import Likenesses, hashed, hashed_at_once, sketch_of
from evidence.intake.take_in import Taken
from evidence.model import Facts, PieceId, Project, SchemeFacts, SchemeReading
from evidence.progress import Silent
from evidence.workspace import DATABASE, Accept, Workspace, create_workspace
from tests.evidence.copied import WORDS, a_text, from_township


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    reading = SchemeReading(SchemeFacts("细则", None, None, 4.0), (an_item("1-1", a_slot()), an_item("1-2")), ())
    create_workspace(tmp_path / "项目", Project(None, None, 2021, 2023, (), NOON), reading, "王敏", lambda: NOON)
    with Workspace(tmp_path / "项目", "王敏", lambda: NOON, write=True) as opened:
        yield opened


def take(workspace: Workspace, folder: str, **texts: str) -> dict[str, Taken]:
    inbox = workspace.path.parent / folder
    for name, text in texts.items():
        path = inbox / f"{name.replace('__', '/')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return {file.source.stem: file for file in workspace.add([inbox], Accept.NONE, Silent()).files}


def told(files: dict[str, Taken]) -> set[tuple[str, str]]:
    """Return which files were told to be like which that came before."""
    names = {file.piece: name for name, file in files.items() if file.piece}
    return {
        (name, names.get(other, "earlier")) for name, file in files.items() if file.made for other in file.made.alike
    }


@pytest.mark.parametrize("sentences", [9, 30, 300])
def test_the_same_plan_of_two_townships_is_told(sentences: int, workspace: Workspace) -> None:
    text = a_text(1, sentences)
    files = take(
        workspace,
        "来",
        双河镇__甲=from_township("双河镇", 8, text),
        石坪镇__乙=from_township("石坪镇", 11, text),
        白沙镇__丙=from_township("白沙镇", 5, a_text(2, sentences)),
    )
    assert told(files) in ({("乙", "甲")}, {("甲", "乙")})
    (later,) = [file for file in files.values() if file.made and file.made.alike]
    assert "内容雷同" in (later.message or "")


def test_a_draft_and_its_final_are_told(workspace: Workspace) -> None:
    lines = a_text(1, 40).split("\n")
    draft = "\n".join(["关于加强监管的实施方案", "（讨论稿）", *lines])
    final = "\n".join(["关于加强监管的实施方案", *lines[:20], a_text(2, 3), *lines[20:38]])
    assert told(take(workspace, "来", 一稿=draft, 定稿=final)) in ({("定稿", "一稿")}, {("一稿", "定稿")})


def test_a_draft_that_has_grown_is_told(workspace: Workspace) -> None:
    draft = a_text(1, 30)
    assert len(told(take(workspace, "来", 一稿=draft, 定稿=f"{draft}\n{a_text(2, 30)}"))) == 1


def test_a_scan_that_was_read_with_errors_is_told_with_what_it_was_printed_from() -> None:
    facts = Facts(title="关于印发方案的通知", issuer="云岭县教育委员会", unit="教委")
    text = a_text(1, 60)
    errors = random.Random(3)  # noqa: S311 — no secret
    read = "".join("口" if errors.random() < 0.02 else letter for letter in text)
    known = Likenesses()
    known.add(PieceId("word"), sketched(text, facts), facts)
    assert list(known.like(sketched(read, facts), facts)) == ["word"]


def sketched(text: str, facts: Facts):  # noqa: ANN201 — the sketch is opaque
    sketch = sketch_of(text, facts)
    assert sketch is not None
    return sketch


@given(st.text("食品安全监管所abz", max_size=30), st.integers(0, 40))
def test_many_are_hashed_as_one_is(piece: str, times: int) -> None:
    pytest.importorskip("numpy", reason="numpy is not there", exc_type=ImportError)
    folded = piece * times + "".join(map(chr, range(0x4E00, 0x4E00 + 9 * times)))
    assert hashed_at_once(folded) == hashed(folded)
    assert hashed_at_once(folded[:3]) == hashed(folded[:3]) == (0, [])


def test_a_sketch_is_the_same_among_many() -> None:
    pytest.importorskip("numpy", reason="numpy is not there", exc_type=ImportError)
    assert sketch_of(a_text(1, 60), Facts(), of_many=True) == sketched(a_text(1, 60), Facts())


def test_attendance_sheets_are_not_alike_by_their_form(workspace: Workspace) -> None:
    head = "食品安全工作会议签到表\n序号\t姓名\t单位\t职务\t联系电话\t签名\n"
    names = random.Random(5)  # noqa: S311 — no secret

    def sheet() -> str:
        rows = (
            f"{row}\t{''.join(names.choices('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗明华强敏静', k=3))}\t"
            f"{names.choice(WORDS)}局\t科长\t{names.randrange(10**7, 10**8)}\t"
            for row in range(1, 31)
        )
        return head + "\n".join(rows)

    assert not told(take(workspace, "来", 甲=sheet(), 乙=sheet(), 丙=sheet()))


def test_filled_in_records_on_one_form_are_not_alike(workspace: Workspace) -> None:
    asked = a_text(1, 20).split("\n")
    answers = random.Random(5)  # noqa: S311 — no secret

    def record() -> str:
        rows = [f"{line}\t{answers.choice(['符合', '不符合', '不适用'])}\t{answers.choice(WORDS)}" for line in asked]
        return f"现场检查记录表\n被检查单位：{answers.choice(WORDS)}店\n" + "\n".join(rows)

    assert not told(take(workspace, "来", 甲=record(), 乙=record()))


def test_figures_of_townships_on_one_form_are_not_alike_but_a_copy_is(workspace: Workspace) -> None:
    asked = a_text(1, 25).split("\n")
    figures = random.Random(5)  # noqa: S311 — no secret

    def sheet(name: str, counts: list[int]) -> str:
        rows = [f"{line[:6]}\t{count}\t{name}" for line, count in zip(asked, counts, strict=True)]
        return f"{name}食品安全工作统计表\n" + "\n".join(rows)

    first, second = ([figures.randrange(10, 900) for _ in asked] for _ in range(2))
    files = take(
        workspace,
        "来",
        双河镇__统计表甲=sheet("双河镇", first),
        石坪镇__统计表乙=sheet("石坪镇", second),
        白沙镇__统计表丙=sheet("白沙镇", first),
    )
    assert {frozenset(pair) for pair in told(files)} == {frozenset({"统计表甲", "统计表丙"})}


def test_notices_of_an_office_for_each_month_are_not_alike(workspace: Workspace) -> None:
    def notice(month: int, about: str) -> str:
        return (
            f"云岭县教育委员会\n关于召开{month}月份工作例会的通知\n云教委办〔2023〕{month}号\n各学校：\n"
            f"经研究，定于{month}月{month + 9}日上午9时召开工作例会，研究{about}工作。现将有关事项通知如下：\n"
            "一、会议地点：委机关三楼会议室。二、参加人员：各学校分管负责人、食堂负责人。三、请提前十分钟到会签到。\n"
            f"云岭县教育委员会\n2023年{month}月{month}日"
        )

    assert not told(take(workspace, "来", 甲=notice(3, "食堂整改"), 乙=notice(4, "校外供餐")))


def test_short_texts_are_never_alike(workspace: Workspace) -> None:
    assert not told(take(workspace, "来", 甲="情况属实，特此证明。第一村", 乙="情况属实，特此证明。第二村"))


def test_papers_that_only_open_alike_are_not(workspace: Workspace) -> None:
    opening = a_text(9, 10)
    assert not told(take(workspace, "来", 甲=f"{opening}\n{a_text(1)}", 乙=f"{opening}\n{a_text(2)}"))


def test_what_came_earlier_is_told_and_shown_from_both_sides(workspace: Workspace) -> None:
    text = a_text(1)
    before = take(workspace, "一", 双河镇__甲=from_township("双河镇", 8, text))
    after = take(workspace, "二", 石坪镇__乙=from_township("石坪镇", 11, text))
    assert told(after) == {("乙", "earlier")}
    one, other = before["甲"].piece, after["乙"].piece
    assert one is not None
    assert other is not None
    alike = workspace.snapshot().alike
    assert alike[one][other] == alike[other][one] > 0.8
    workspace.undo()
    assert workspace.snapshot().alike == {}
    workspace.redo()
    assert workspace.snapshot().alike == alike


def test_texts_that_came_before_sketches_were_kept_are_compared_too(workspace: Workspace) -> None:
    text = a_text(1)
    take(workspace, "一", 双河镇__甲=from_township("双河镇", 8, text))
    with closing(sqlite3.connect(workspace.path / DATABASE)) as connection:
        connection.execute("UPDATE original_text SET sketch = NULL")
        connection.commit()
    assert told(take(workspace, "二", 石坪镇__乙=from_township("石坪镇", 11, text))) == {("乙", "earlier")}
    with closing(sqlite3.connect(workspace.path / DATABASE)) as connection:
        assert connection.execute("SELECT count(*) FROM original_text WHERE sketch IS NULL").fetchall() == [(0,)]


class LookedAt(str):
    """A paper's name that counts how often a paper is looked at."""

    __slots__ = ()
    times: ClassVar[int] = 0

    def __hash__(self) -> int:
        LookedAt.times += 1
        return super().__hash__()


def test_a_paper_among_thousands_is_compared_with_no_more_than_among_hundreds() -> None:
    """All of one opening, a tenth of them copies: neither makes it a comparison of all with all."""
    known, looks = Likenesses(), list[int]()
    for number in range(1, 2001):
        sketch = sketched(a_text(9, 5) + a_text(number if number % 10 else 0, 20), Facts())
        known.add(PieceId(LookedAt(number)), sketch, Facts())
        if number % 500 == 0:
            before = LookedAt.times
            known.like(sketch, Facts())
            looks.append(LookedAt.times - before)
    assert max(looks) <= looks[0] * 1.1, looks


def test_a_newer_version_that_is_alike_takes_the_place_and_undo_tells_the_two_again(workspace: Workspace) -> None:
    text = a_text(3, 30)
    old = take(workspace, "先", 方案=text)["方案"]
    new = take(workspace, "后", 新方案=text + a_text(4, 1))["新方案"]
    assert old.piece
    assert new.piece
    assert set(workspace.snapshot().alike) == {old.piece, new.piece}
    workspace.receiving.replace(old.piece, new.piece, "盖章件来了")
    assert workspace.snapshot().alike == {}
    workspace.undo()
    assert set(workspace.snapshot().alike) == {old.piece, new.piece}


def test_joined_papers_are_alike_to_nothing_any_more(workspace: Workspace) -> None:
    text = a_text(3, 30)
    one = take(workspace, "先", 方案=text)["方案"]
    other = take(workspace, "后", 新方案=text + a_text(4, 1))["新方案"]
    assert one.piece
    assert other.piece
    workspace.pieces.join([one.piece, other.piece])
    assert workspace.snapshot().alike == {}
