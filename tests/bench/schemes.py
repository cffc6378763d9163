"""Criteria tables of 2,000 items, read from each format: CPU time of a process that has read nothing before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, in_child
from tables.formats import FORMATS
from tables.offices import Office

from evidence.scheme.reading import read_scheme

_LIMIT_S = 3.0
_HEAD = ["类别", "评价要点", "编号", "评价内容", "分值", "评分标准", "所需材料", "牵头单位", "责任单位"]
_TEXT = "县委常委会会议、县政府常务会议每半年专题研究食品安全工作，推动解决突出问题。"
_METHOD = "查会议纪要，达到的得2分，每少一次扣0.5分，扣完为止。"
_UNITS = ["县委办公室", "县政府办公室、县食药安办、各乡镇（街道）"]


@dataclass(frozen=True, slots=True)
class Size:
    """How many items."""

    items: int = 2_000


FULL = Size()
TINY = Size(20)


def _rows(items: int) -> list[list[str]]:
    rows = [_HEAD]
    for at in range(items):
        category = f"第{at // 200 + 1}大类" if at % 200 == 0 else "^"
        point = f"第{at // 10 + 1}个要点" if at % 10 == 0 else "^"
        code = f"{at // 10 + 1}-{at + 1}"
        rows.append([category, point, code, f"第{at + 1}项：{_TEXT}", "2", _METHOD, "会议纪要；签到表；照片", *_UNITS])
    return rows


def _reading(path: Path) -> Callable[[], object]:
    return partial(read_scheme, path)


def measure(size: Size = FULL) -> list[Figure]:
    """Write the same table in each format and read it."""
    office = Office("大表", ["评价细则"], _rows(size.items), [], [])
    figures: list[Figure] = []
    with TemporaryDirectory() as folder:
        for kind, make in FORMATS.items():
            path = Path(folder) / f"大表.{kind}"
            path.write_bytes(make(office))
            run = in_child(_reading, path)
            figures.append(Figure(f"{size.items:,} items from {kind}", run.cpu_s, "s", _LIMIT_S))
    return figures
