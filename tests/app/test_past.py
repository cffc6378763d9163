"""`discard`, `bin`, `bring-back`, `past`: a piece goes and comes back, and what became of it is told."""

from __future__ import annotations

from tests.app.examples import Command, Example


def test_a_piece_goes_into_the_bin_and_comes_back(example: Example, beijian: Command) -> None:
    (piece, *_) = (one["id"] for one in beijian("tray", example.workspace, "--json").json["pieces"])
    assert "已移入回收站 1 件" in beijian("discard", example.workspace, piece[:8], "--why", "发错了").out
    (one,) = beijian("bin", example.workspace, "--json").json["pieces"]
    assert (one["piece"], one["why"]) == (piece, "发错了")
    assert "原因：发错了" in beijian("bin", example.workspace).out
    assert beijian("past", example.workspace, piece).status == 1, "what lies in the bin is not among the papers"
    assert beijian("bring-back", example.workspace, piece[:8]).status == 0
    assert "回收站里没有材料" in beijian("bin", example.workspace).out
    assert "移入回收站：发错了" in beijian("past", example.workspace, piece).out
    assert beijian("bring-back", example.workspace, piece).status == 1
