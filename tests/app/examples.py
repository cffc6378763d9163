"""A small project to run commands on, and what a command leaves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import docx
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SCHEME = """编号,类别,评价要点,评价内容,分值,评分标准,计分方式,关键项,所需材料,评价方式,牵头单位
1-1,基础工作,党政同责,每年制定食品安全工作方案并组织实施。,3,制定方案的得3分，否则不得分。,全得,是,\
食品安全工作方案|方案/计划|部署|最近一年|1||本级,资料审查,县食药安办
1-2,基础工作,党政同责,各乡镇每年报送食品安全工作总结。,2,缺一个扣1分。,每处扣,,\
=食品安全工作总结|总结/报告|成效|近三年每年|1||各乡镇,资料审查,县食药安办
2-1,监督检查,日常检查,开展食品安全检查，留存检查照片。,4,视情况扣分。,酌扣,,\
检查照片|照片(含整改前后)|落实|近三年每年|2||本级,现场检查,县市场监管局
"""


@dataclass(frozen=True)
class Outcome:
    """What a command left: exit status and both streams."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 — what JSON gives
        """The one document on stdout."""
        return json.loads(self.out)


class Command(Protocol):
    """A command as a terminal runs it."""

    def __call__(self, *arguments: str | Path) -> Outcome:
        """Run it."""
        ...


def lay_out(folder: Path) -> Path:
    """Write a handful of files that arrive."""
    (folder / "双河镇").mkdir(parents=True)
    (folder / "市场监管局").mkdir()
    document = docx.Document()
    document.add_paragraph("2023年食品安全工作方案")
    document.save(str(folder / "1-1 2023年食品安全工作方案.docx"))
    (folder / "双河镇" / "1-2 2023年食品安全工作总结.txt").write_text("双河镇2023年食品安全工作总结", "utf-8")
    for number in range(3):
        picture = Image.new("RGB", (120, 90), (40 * number, 90, 200))
        picture.save(folder / "市场监管局" / f"2-1 检查照片2023050{number + 1}.jpg")
    whole = (folder / "1-1 2023年食品安全工作方案.docx").read_bytes()
    (folder / "双河镇" / "方案 - 副本.docx").write_bytes(whole)
    (folder / "双河镇" / "截断.docx").write_bytes(whole[:-700])
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "空.pdf").touch()
    (folder / "涉密.txt").write_text("机密★1年\n关于某事的通知\n", "utf-8")
    return folder


@dataclass(frozen=True)
class Example:
    """A project that has taken files in, and what `add --json` said."""

    scheme: Path
    inbox: Path
    workspace: Path
    said: Any


def in_another_process(arguments: Sequence[str | Path]) -> Outcome:
    """Run a command where no test looks at the streams."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "app", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
