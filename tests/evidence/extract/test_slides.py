from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from office.packages import a_pptx
from office.presentations import a_ppt

from evidence.errors import UnreadableFileError
from evidence.extract.reading import read_file
from evidence.model import Flag

Save = Callable[[str, bytes], Path]


def test_slides_are_pages_in_the_order_of_showing_with_titles_first(save: Save) -> None:
    data = a_pptx(["讲什么\n怎么讲", "第一课"], ["完", "第二课"], order=[1, 0])
    reading = read_file(save("课件.pptx", data), "课件.pptx")
    assert reading.text == "第二课\n完\f第一课\n讲什么\n怎么讲"
    assert (reading.pages, reading.flags) == (2, frozenset())


def test_comments_on_slides_are_marked(save: Save) -> None:
    data = a_pptx(["第一课"], more={"ppt/comments/comment1.xml": "<x/>"})
    assert read_file(save("课件.pptx", data), "课件.pptx").flags == {Flag.COMMENTS}


@pytest.mark.parametrize("outlined", [True, False])
def test_texts_that_are_shown_again_and_again_are_limited(
    save: Save, outlined: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.extract.old_slides._LETTER_LIMIT", 50)
    with pytest.raises(UnreadableFileError) as caught:
        read_file(save("课件.ppt", a_ppt(["食品安全" * 20], outlined=outlined)), "课件.ppt")
    assert caught.value.code == "file_too_large"


@pytest.mark.parametrize("outlined", [True, False])
def test_old_slides_are_read_from_the_list_or_from_themselves(save: Save, outlined: bool) -> None:
    data = a_ppt(["食品安全", "one\rtwo"], ["谢谢"], outlined=outlined)
    reading = read_file(save("课件.ppt", data), "课件.ppt")
    assert (reading.text, reading.pages) == ("食品安全\none\ntwo\f谢谢", 2)
