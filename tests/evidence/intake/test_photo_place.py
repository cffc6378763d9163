"""The place of a photograph is what is labelled as such, and nothing that merely names a place."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from evidence.extract import media
from evidence.extract.found import Reading
from evidence.intake.facts import facts_of
from evidence.model import Fact


def place(text: str, source: str = "照片/现场检查.jpg", kind: str = media.JPEG) -> str | None:
    reading = Reading(kind, text, 1, scanned=True, flags=frozenset())
    return facts_of(reading, PurePosixPath(source)).facts.place


@pytest.mark.parametrize(
    "text",
    [
        "地点：云岭县文化广场",
        "时间：2023年11月20日　地点：云岭县文化广场　事件：食品安全宣传周",
        "拍摄时间：2023.11.20\n拍摄地点: 云岭县文化广场\n经纬度：30.9,108.6",
        "地 点：云岭县文化广场\n再看 地点：云岭县文化广场",
    ],
)
def test_a_labelled_place_is_read(text: str) -> None:
    assert place(text) == "云岭县文化广场"


@pytest.mark.parametrize(
    "text",
    ["", "双河镇食品安全宣传周", "双河镇人民政府", "地点：", "地点：县文化广场\n地点：县人民广场", "地点：30.9,108.6"],
)
def test_what_is_not_labelled_or_not_one_is_unknown(text: str) -> None:
    assert place(text) is None


def test_a_name_may_label_it() -> None:
    assert place("", "照片/宣传周_地点：县文化广场.jpg") == "县文化广场"


def test_a_township_in_the_name_is_no_place() -> None:
    assert place("", "双河镇/照片/双河镇宣传周.jpg") is None


def test_a_paper_that_calls_people_to_a_place_has_none() -> None:
    assert place("关于召开联席会议的通知\n地点：县政府三楼会议室", "通知.docx", media.DOCX) is None


def test_it_stands_on_its_page() -> None:
    reading = Reading(media.JPEG, "地点：县文化广场", 1, scanned=True, flags=frozenset())
    assert dict(facts_of(reading, PurePosixPath("照片/a.jpg")).origins)[Fact.PLACE] == "text:1"
