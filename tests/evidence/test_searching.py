"""A piece is found by any run of characters in what is known of it or what it says, whole and at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from evidence import wording
from evidence.deliveries import Delivery
from evidence.errors import RequestError
from evidence.filing import find_criterion
from evidence.folding import fold, fold_with_letters, marks_in
from evidence.model import Facts, Flag, PaperCopy, Piece
from evidence.progress import Silent
from evidence.queries import Found, HitOrder, Marked, Query, Whereabouts, problem_meant, words_of
from evidence.workspace import Accept, Workspace
from tests.evidence.brought import Paper, bring, register_on_paper
from tests.evidence.steps import opened


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


def found(workspace: Workspace, text: str, **more: object) -> Found:
    wanted, unwanted = words_of(text)
    query = replace(Query(wanted, unwanted), **more)  # pyright: ignore[reportArgumentType]
    return workspace.searching.find(query, workspace.snapshot())


def titles(workspace: Workspace, text: str, **more: object) -> list[str]:
    return [hit.title.text for hit in found(workspace, text, **more).hits]


def shown(marked: Marked | None) -> str:
    """Write marks as people read them."""
    if marked is None:
        return ""
    text = marked.text
    for start, end in reversed(marked.marks):
        text = f"{text[:start]}<{text[start:end]}>{text[end:]}"
    return text


def test_what_is_found_stands_in_the_order_that_is_asked_for(workspace: Workspace) -> None:
    bring(
        workspace,
        Paper("学校食堂", "方案10", number="发〔2023〕9号", year=2022),
        Paper("学校食堂", "方案9", number="发〔2023〕10号", year=2023),
        Paper("学校食堂", "方案1", year=2021),
    )
    assert titles(workspace, "食堂", order=HitOrder.TITLE) == ["方案1", "方案9", "方案10"]
    assert titles(workspace, "食堂", order=HitOrder.NUMBER) == ["方案10", "方案9", "方案1"]
    assert titles(workspace, "食堂", order=HitOrder.DATE) == ["方案9", "方案10", "方案1"]
    piece = next(one for one in workspace.snapshot().pieces if one.facts.title == "方案1")
    workspace.file(piece.id, [workspace.snapshot().items[0].code])
    assert titles(workspace, "食堂", order=HitOrder.PLACE) == ["方案1", "方案9", "方案10"]
    assert not Query(order=HitOrder.TITLE, year=2023).asks_nothing
    assert Query(order=HitOrder.TITLE).asks_nothing


# What is found


@pytest.mark.parametrize("word", ["食", "食品", "安全监督", "县食品安全监督管理局", "局", "12", "abc", "ＡＢＣ"])
def test_any_run_of_characters_of_a_text_is_found(workspace: Workspace, word: str) -> None:
    bring(workspace, Paper("云岭县食品安全监督管理局ABC-12", "甲"), Paper("另一份", "乙"))
    assert titles(workspace, word) == ["甲"]


def test_a_word_broken_over_lines_and_pages_is_found(workspace: Workspace) -> None:
    bring(workspace, Paper("建立联席会\n议制　度，每\f季度召开", "甲"))
    assert titles(workspace, "联席会议制度") == ["甲"]
    assert titles(workspace, "每季度") == ["甲"]


@pytest.mark.parametrize("typed", ["〔2023〕12号", "[2023]12号", "（2023）12号", "【2023】１２号", "发(2023)12"])
def test_brackets_and_widths_of_a_number_make_no_difference(workspace: Workspace, typed: str) -> None:
    bring(workspace, Paper(title="甲", number="云食药安办发〔2023〕12号"), Paper("依据云食药安办发[2023]12号", "乙"))
    assert titles(workspace, typed) == ["甲", "乙"]


@pytest.mark.parametrize(
    "typed",
    ["宣传周", "云教委发", "县教育委员会", "双河镇", "2022年", "2022-11-20", "2022年11月20日", "检验报告", "扫描.pdf"],
)
def test_what_is_known_of_a_piece_is_found(workspace: Workspace, typed: str) -> None:
    bring(
        workspace,
        Paper(
            title="宣传周通知",
            name="扫描.pdf",
            number="云教委发〔2022〕3号",
            issuer="云岭县教育委员会",
            unit="双河镇",
            year=2022,
            kind="检验报告",
            issued_on=date(2022, 11, 20),
        ),
        Paper("无关", "另一件"),
    )
    assert titles(workspace, typed) == ["宣传周通知"]


def test_a_paper_that_lies_elsewhere_is_found_by_its_place_and_keeper(workspace: Workspace) -> None:
    register_on_paper(workspace, "常委会纪要原件", PaperCopy("县委办档案室3号柜", "李科长"))
    assert titles(workspace, "3号柜 李科长") == ["常委会纪要原件"]


def test_words_may_stand_in_different_places(workspace: Workspace) -> None:
    bring(
        workspace, Paper("会上研究了校园食品安全", "会议纪要"), Paper("研究其他", "会议纪要二"), Paper("校园", "通知")
    )
    assert titles(workspace, "纪要 校园") == ["会议纪要"]


def test_what_is_not_wanted_is_left_out(workspace: Workspace) -> None:
    bring(workspace, Paper("讨论稿", "方案甲"), Paper("定稿", "方案乙"), Paper("定稿", "草稿方案丙"))
    assert titles(workspace, "方案 -讨论稿 －草稿") == ["方案乙"]
    assert titles(workspace, "-讨论稿") == ["方案乙", "草稿方案丙"]


def test_quotation_marks_hold_words_together(workspace: Workspace) -> None:
    bring(workspace, Paper("food safety first", "甲"), Paper("safety of food", "乙"))
    assert titles(workspace, "food safety") == ["甲", "乙"]
    assert titles(workspace, '"food safety"') == ["甲"]
    assert titles(workspace, "“food safety") == ["甲"]


def test_titles_and_numbers_go_first_then_the_newest(workspace: Workspace) -> None:
    bring(
        workspace,
        Paper("食品安全责任清单", "其他", year=2023),
        Paper("", "责任清单汇编", year=2021),
        Paper("", "两个责任清单", year=2023),
        Paper("", "责任清单", year=2020),
        Paper("", "名单", name="责任清单.xlsx"),
    )
    assert titles(workspace, "责任清单") == ["责任清单", "两个责任清单", "责任清单汇编", "名单", "其他"]


def test_what_is_found_is_given_page_by_page(workspace: Workspace) -> None:
    bring(workspace, *(Paper("食品安全", f"第{number}件") for number in range(7)))
    query = Query(words_of("食品")[0])
    pages = [workspace.searching.find(query, workspace.snapshot(), first, 3) for first in (0, 3, 6)]
    assert {page.count for page in pages} == {7}
    assert [hit.title.text for page in pages for hit in page.hits] == [f"第{number}件" for number in range(7)]


# What a piece must be besides


def test_pieces_of_a_unit_are_chosen_by_whatever_name_they_bear(workspace: Workspace) -> None:
    for number, unit in enumerate(("县食药安办", "云岭县食品药品安全委员会办公室", "县公安局")):
        workspace.register_paper(Facts(f"检查记录{number}", unit=unit), 1, PaperCopy("档案室", "王敏"), [])
    assert titles(workspace, "检查", unit="县食药安办") == ["检查记录0", "检查记录1"]
    assert titles(workspace, "检查", unit="县公安局") == ["检查记录2"]


def test_pieces_are_chosen_by_unit_year_and_kind(workspace: Workspace) -> None:
    bring(
        workspace,
        Paper("食品", "甲", unit="双河镇", year=2023, kind="方案/计划"),
        Paper("食品", "乙", unit="石坪镇", year=2023, kind="检验报告"),
        Paper("食品", "丙", unit="双河镇", year=2022, kind="检验报告"),
    )
    assert titles(workspace, "食品", unit="双河镇") == ["甲", "丙"]
    assert titles(workspace, "食品", year=2023) == ["甲", "乙"]
    assert titles(workspace, "", kind="检验报告", year=2022) == ["丙"]


def test_pieces_are_chosen_by_where_they_lie(workspace: Workspace) -> None:
    one, two, _ = bring(workspace, Paper("食品", "甲"), Paper("食品", "乙"), Paper("食品", "丙"))
    workspace.file(one.id, ["1-1"])
    workspace.file(two.id, ["1-2"])
    item = find_criterion(workspace.snapshot(), "1-2").id
    assert titles(workspace, "食品", item=item) == ["乙"]
    assert titles(workspace, "食品", whereabouts=Whereabouts.FILED) == ["甲", "乙"]
    assert titles(workspace, "食品", whereabouts=Whereabouts.TRAY) == ["丙"]
    assert [len(hit.filings) for hit in found(workspace, "食品").hits] == [1, 1, 0]


def test_pieces_are_chosen_by_their_arrival(workspace: Workspace) -> None:
    bring(workspace, Paper("食品", "甲"))
    bring(workspace, Paper("食品", "乙"), delivery=Delivery("县教委"))
    batch = workspace.receiving.batches()[1].id
    assert titles(workspace, "食品", batch=batch) == ["乙"]


# What changes is followed


def test_corrected_facts_are_found_and_the_old_ones_no_more(workspace: Workspace) -> None:
    (piece,) = bring(workspace, Paper("", "老题名"))
    assert titles(workspace, "老题名") == ["老题名"]
    workspace.correct_facts(piece.id, replace(piece.facts, title="新题名"), frozenset())
    assert (titles(workspace, "老题名"), titles(workspace, "新题名")) == ([], ["新题名"])
    workspace.undo()
    assert (titles(workspace, "老题名"), titles(workspace, "新题名")) == (["老题名"], [])


def test_an_arrival_that_is_taken_back_is_not_found_until_it_is_done_again(workspace: Workspace) -> None:
    bring(workspace, Paper("校园食品", "甲"))
    bring(workspace, Paper("校园食堂", "乙"), Paper("校", "丙"))
    workspace.undo()
    assert (titles(workspace, "校园"), titles(workspace, "校")) == (["甲"], ["甲"])
    workspace.redo()
    assert (titles(workspace, "校园"), titles(workspace, "校")) == (["甲", "乙"], ["甲", "乙", "丙"])


def test_what_took_the_place_of_a_piece_is_found_in_it(workspace: Workspace) -> None:
    old, new = bring(workspace, Paper("旧文本", "方案"), Paper("新文本", "方案"))
    workspace.receiving.replace(old.id, new.id, None)
    assert (titles(workspace, "旧文本"), titles(workspace, "新文本")) == ([], ["方案"])


def test_the_parts_of_a_split_scan_are_found_by_their_own_pages(workspace: Workspace) -> None:
    text = "第一份通知\f校园食\f品专项方案\f第三份"
    (scan,) = bring(workspace, Paper(text, "合订", pages=4))
    _, keys = workspace.pieces.split(scan.id, [(1, 1), (2, 3), (4, 4)])

    def pieces(word: str) -> set[str]:
        return {hit.piece.id for hit in found(workspace, word).hits}

    assert pieces("第一份") == {keys[0]}
    assert pieces("校园食品专项") == {keys[1]}
    assert pieces("份") == {keys[0], keys[2]}
    assert pieces("通知校园") == set()  # over the border of two pieces
    workspace.undo()
    assert pieces("通知校园") == {scan.id}


def test_joined_pieces_are_found_by_the_text_of_each(workspace: Workspace) -> None:
    one, two = bring(workspace, Paper("通知正文", "通知"), Paper("签到表", "签到"))
    workspace.pieces.join([one.id, two.id])
    assert titles(workspace, "通知正文 签到表") == ["通知"]


def test_what_is_secret_is_never_found(workspace: Workspace, tmp_path: Path) -> None:
    inbox = tmp_path / "来件"
    inbox.mkdir()
    (inbox / "密件.txt").write_text("机密★一年\n食品安全专案", "utf-8")
    workspace.add([inbox], Accept.NONE, Silent())
    (piece,) = bring(workspace, Paper("食品安全专案", "后来发现的密件"))
    workspace.correct_facts(piece.id, piece.facts, frozenset({Flag.SECRET}))
    assert titles(workspace, "专案") == []
    assert titles(workspace, "密件") == []


# What is shown


def test_the_words_are_marked_where_they_stand(workspace: Workspace) -> None:
    text = "为落实各项要求，" + "经研究决定成立" * 4 + "食品安\n全委员会办公室，" + "具体事项另行通知。" * 20
    bring(workspace, Paper(text, "食品工作通知"))
    (hit,) = found(workspace, "食品安全 通知").hits
    assert shown(hit.title) == "食品工作<通知>"
    assert shown(hit.snippet).startswith("…")
    assert "<食品安 全>委员会办公室，具体事项另行<通知>。" in shown(hit.snippet)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("云教委发", "<云教委发>〔2022〕3号"),
        ("２０２２]3号", "云教委发〔<2022〕3号>"),
        ("教育局", "云岭县<教育局>"),
        ("扫描", "<扫描>0012.pdf"),
        ("宣传周", "云教委发〔2022〕3号"),
    ],
)
def test_a_word_that_stands_in_another_fact_is_shown_there(workspace: Workspace, typed: str, line: str) -> None:
    bring(workspace, Paper("", "宣传周", "扫描0012.pdf", "云教委发〔2022〕3号", "云岭县教育局"))
    (hit,) = found(workspace, typed).hits
    assert shown(hit.snippet) == line


def test_a_word_of_the_title_is_shown_where_it_stands_again(workspace: Workspace) -> None:
    bring(workspace, Paper("云岭县\n宣传周\n通知\n各单位：\n定于六月举办宣传周。", "云岭县宣传周通知"))
    (hit,) = found(workspace, "宣传周").hits
    assert shown(hit.snippet).endswith("定于六月举办<宣传周>。")
    assert "宣传周通知" not in fold(shown(hit.snippet).replace("<", "").replace(">", ""))


def test_a_piece_without_a_title_is_shown_by_its_file(workspace: Workspace) -> None:
    bring(workspace, Paper("食品", None, "IMG_0012.jpg"))
    assert titles(workspace, "img_0012") == ["[IMG_0012]"]


# What people type


@pytest.mark.parametrize(
    "typed",
    ["-", '"', '""', "“”", "《》", "*", "AND OR NOT", "NEAR(a b)", "a:b", "pairs:食品", "(", "^食", "'; DROP",
     "😀", "👩‍👩‍👧", "\ud800", "\0", "é", "%_", "食*", "-食品", "--", '-"', "﷽", "㍿", "\u202e"],
)  # fmt: skip
def test_whatever_is_typed_is_searched(workspace: Workspace, typed: str) -> None:
    bring(workspace, Paper("食品安全😀", "甲"))
    assert found(workspace, typed).count in (0, 1)


def test_emoji_are_found(workspace: Workspace) -> None:
    bring(workspace, Paper("好😀的", "甲"))
    assert titles(workspace, "😀") == ["甲"]
    assert titles(workspace, "好😀的") == ["甲"]


def test_more_than_anybody_looks_for_is_refused_with_a_sentence() -> None:
    with pytest.raises(RequestError) as refusal:
        words_of("食" * 10_000)
    assert wording.sentence(refusal.value) == "查找的内容太长，最多 200 个字。请缩短后再找。"


# All that is there, and nothing else

_ALPHABET = "食品安全12aB—－-〔[（)“ \n\f　é①😀"
_TEXTS = st.lists(st.text(_ALPHABET, max_size=40), min_size=1, max_size=6)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=_TEXTS, gone=_TEXTS, data=st.data())
@example(texts=["食", "食品"], gone=["食品"], data=None)
def test_the_search_finds_what_a_plain_scan_finds(
    workspace: Workspace, texts: list[str], gone: list[str], data: st.DataObject | None
) -> None:
    bring(workspace, *map(Paper, gone))
    workspace.undo()  # as if it had never been
    before = workspace.snapshot().pieces
    pieces = bring(workspace, *map(Paper, texts))
    folded = [fold(text) for text in texts]
    for length in (1, 2, 4, 8):
        runs = {text[at : at + length] for text in map(fold, [*texts, *gone]) for at in range(len(text) - length + 1)}
        words = {"食品"} if data is None else {data.draw(st.sampled_from(sorted(runs)))} if runs else {"全" * length}
        for word in words:
            expected = {p.id for p, text in zip(pieces, folded, strict=True) if word in text}
            hits = workspace.searching.find(Query((word,)), workspace.snapshot(), most=1000).hits
            assert {hit.piece.id for hit in hits if hit.piece not in before} == expected
    undo_all(workspace, before)


def undo_all(workspace: Workspace, before: tuple[Piece, ...]) -> None:
    workspace.undo()
    assert workspace.snapshot().pieces == before


@given(st.text(_ALPHABET, max_size=60), st.lists(st.text(_ALPHABET, max_size=4), max_size=3))
def test_marks_cover_the_words_and_nothing_else(text: str, typed: list[str]) -> None:
    words = [fold(word) for word in typed]
    ranges = marks_in(text, words)
    assert [*ranges] == sorted(ranges)
    assert all(one[1] < other[0] for one, other in pairwise(ranges))
    assert bool(ranges) == any(word and word in fold(text) for word in words)
    assert all(any(fold(text[start:end]).startswith(word) for word in words if word) for start, end in ranges)


@given(st.text(st.sampled_from(_ALPHABET) | st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_text_is_folded_the_same_way_whether_its_letters_are_asked_for_or_not(text: str) -> None:
    assert fold_with_letters(text) == (fold(text), frozenset(fold(text)))


def test_a_text_of_more_different_letters_than_are_looked_for_one_by_one_is_folded_the_same_way() -> None:
    text = "".join(map(chr, range(0x300, 0x3400))) * 2
    assert fold_with_letters(text) == (fold(text), frozenset(fold(text)))


def test_nothing_folded_is_folded_to_something_else() -> None:
    every = filter(lambda char: not "\ud800" <= char <= "\udfff", map(chr, range(sys.maxunicode + 1)))
    assert all(fold(other) == other for char in every for other in fold(char))


@given(st.text(max_size=300))
def test_any_text_makes_words(text: str) -> None:
    try:
        wanted, unwanted = words_of(text)
    except RequestError:
        return
    assert all(word and (word.isalnum() or not word.isascii()) for word in (*wanted, *unwanted))


def test_an_empty_query_asks_nothing(workspace: Workspace) -> None:
    assert Query(*words_of(" “” ")).asks_nothing
    assert not Query(year=2023).asks_nothing
    bring(workspace, Paper("", "甲"))
    assert titles(workspace, "") == ["甲"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *(
            ("4号", 4),
            ("第 四 号", 4),
            ("台账4", 4),
            ("台账号４", 4),
            ("问题十二", 12),
            ("台账第二十号", 20),
            ("九十九号", 99),
        ),
        *(("4", None), ("四", None), ("4号楼", None), ("十十号", None), ("二〇号", None), ("台账", None)),
    ],
)
def test_a_problem_is_meant_by_its_number_however_that_is_written(typed: str, number: int | None) -> None:
    assert problem_meant(typed) == number
