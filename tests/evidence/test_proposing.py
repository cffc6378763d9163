"""What may be joined or split is the same whether one looks after every step or for the first time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from pdf_files import chinese_pdf_of
from PIL import Image
from scans.drawn import as_pdf
from scans.readers import Scripted

from build import NOON
from evidence.corrections import correct
from evidence.discarding import bring_back, discard, in_bin
from evidence.errors import CancelledError, RequestError
from evidence.model import Fact, PieceId
from evidence.progress import Silent
from evidence.proposing import Proposals
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import PLACES, opened

_NAMES = ("防汛工作会通知", "防汛工作会签到表", "防汛工作会照片1", "防火方案（盖章）", "防火方案", "附件1", "工作通知")
_TITLES = ("全县食品安全防火工作方案", "全县河道管护工作方案")
_STEPS = 16
SAID = "各村要明确专人负责，按月上报进展。对照清单抓好落实。"
NOTICE = f"云水发〔2023〕8号\n关于做好河道管护工作的通知\n各乡镇人民政府：\n{SAID}\n云岭县水务局\n2023年6月5日"
SHEET = "河道管护培训会签到表\n序号\t姓名\n1\t赵国良\n2\t钱小芳"


class _Clerk:
    """Does one thing after the other; what is refused does nothing."""

    def __init__(self, workspace: Workspace, folder: Path, seed: int) -> None:
        self._workspace, self._folder, self._any = workspace, folder, Random(seed)  # noqa: S311 — chooses steps
        self._came = 0

    def do(self, steps: int) -> None:
        ways: tuple[Callable[[], object], ...] = (
            self.bring, self.bring, self.bring_scan, self.read, self.file, self.file, self.split, self.join,
            self.correct, self.correct, self.discard, self.bring_back, self.isolate,
            self._workspace.undo, self._workspace.undo, self._workspace.redo,
        )  # fmt: skip
        for _ in range(steps):
            try:
                self._any.choice(ways)()
            except (RequestError, IndexError):
                continue

    def bring(self) -> None:
        """Bring papers, some of them once more."""
        self._came += 1
        folder = self._folder / f"来件{self._came}"
        folder.mkdir()
        for name in self._any.sample(_NAMES, 4):
            ending = self._any.choice(("rtf", "pdf"))
            text = f"食品安全{name}{self._any.randrange(3)}"
            data = rtf(text) if ending == "rtf" else chinese_pdf_of(NOTICE, SAID, f"{SHEET}\n{text}")
            (folder / f"{name}.{ending}").write_bytes(data)
        self._workspace.add([folder], Accept.NONE, Silent())

    def bring_scan(self) -> None:
        self._came += 1
        path = self._folder / f"扫描{self._came}.pdf"
        path.write_bytes(as_pdf(*[Image.new("RGB", (400 + self._came, 566), (250, 250, 250))] * 3, dpi=50))
        self._workspace.add([path], Accept.NONE, Silent())

    def read(self) -> None:
        self._workspace.scans.read(Silent(), Scripted({1: NOTICE, 2: SAID, 3: SHEET}))

    def file(self) -> None:
        self._workspace.file(self._one(), [self._any.choice(PLACES)])

    def split(self) -> None:
        self._workspace.pieces.split(self._one(), [(1, 1), (2, 3)])

    def join(self) -> None:
        found = self._workspace.pieces.proposals().joins
        pieces = self._any.choice(found).pieces if found else (self._one(), self._one())
        self._workspace.pieces.join(pieces)

    def correct(self) -> None:
        correct(self._workspace, [self._one()], Fact.TITLE, self._any.choice(_TITLES), NOON.date())

    def discard(self) -> None:
        discard(self._workspace, [self._one()])

    def bring_back(self) -> None:
        bring_back(self._workspace, [self._any.choice(in_bin(self._workspace)).piece])

    def isolate(self) -> None:
        self._workspace.secrecy.isolate(self._one(), "王敏", None)

    def _one(self) -> PieceId:
        return self._any.choice(self._workspace.snapshot().pieces).id


def rtf(text: str) -> bytes:
    return ("{\\rtf1\\ansi " + "".join(f"\\u{ord(letter)}?" for letter in text) + "}").encode()


def seen_anew(workspace: Workspace) -> Proposals:
    with Workspace(workspace.path, "李红", lambda: NOON, write=False) as other:
        return other.pieces.proposals()


@pytest.mark.parametrize("seed", range(6))
def test_a_look_after_every_step_finds_what_a_first_look_finds(tmp_path: Path, seed: int) -> None:
    found = 0
    with opened(tmp_path / "项目") as workspace:
        clerk = _Clerk(workspace, tmp_path, seed)
        clerk.bring()
        for _ in range(_STEPS):
            clerk.do(1)
            seen = workspace.pieces.proposals()
            assert seen == seen_anew(workspace)
            found += len(seen.joins) + len(seen.splits)
    assert found > 0, "nothing was proposed at all"


def test_what_a_clerk_corrects_is_seen_by_the_next_look(tmp_path: Path) -> None:
    (tmp_path / "来件").mkdir()
    (tmp_path / "来件" / "0001.pdf").write_bytes(chinese_pdf_of(SAID))
    (tmp_path / "来件" / "工作安排.rtf").write_bytes(rtf("请各村按月上报。"))
    with opened(tmp_path / "项目") as workspace:
        workspace.add([tmp_path / "来件"], Accept.NONE, Silent())
        pieces = [piece.id for piece in workspace.snapshot().pieces]
        assert workspace.pieces.proposals().joins == ()
        for piece in pieces:
            correct(workspace, [piece], Fact.TITLE, _TITLES[0], NOON.date())
            assert workspace.pieces.proposals() == seen_anew(workspace)
        assert [set(join.pieces) for join in workspace.pieces.proposals().joins] == [set(pieces)]


def test_a_look_that_is_broken_off_is_made_up_for_by_the_next(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        clerk = _Clerk(workspace, tmp_path, 1)
        clerk.bring()
        clerk.bring()
        for patience in range(4):
            with pytest.raises(CancelledError):
                workspace.pieces.proposals(_Impatient(patience))
        assert workspace.pieces.proposals() == seen_anew(workspace)
        assert workspace.pieces.proposals(_Impatient(0)) == seen_anew(workspace), "nothing is left to do"


class _Impatient(Silent):
    """Stops the work when it was asked so many times."""

    def __init__(self, patience: int) -> None:
        self._left = patience

    def cancelled(self) -> bool:
        self._left -= 1
        return self._left < 0
