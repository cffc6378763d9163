"""What offices hand in, folder by folder, made by chance: files by name, and which of them are one piece."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath
from random import Random

from msgspec.structs import replace

from build import a_piece, an_original
from evidence.extract import media
from evidence.intake.joins import Arrived
from evidence.model import BatchId, Facts, PieceId

_WORDS = (
    "河道保洁",
    "疫苗接种",
    "燃气安检",
    "视力防控",
    "秸秆禁烧",
    "饮水管护",
    "消防演练",
    "公厕改造",
    "冷链巡查",
    "校车检查",
)
_KINDS = {
    "pdf": media.PDF,
    "docx": media.DOCX,
    "doc": media.DOC,
    "xlsx": media.XLSX,
    "jpg": media.JPEG,
    "png": media.PNG,
}

Delivery = tuple[list[Arrived], set[frozenset[PieceId]]]  # and the groups that are one piece


def arrived(name: str, batch: str = "一", facts: Facts | None = None) -> Arrived:
    """Return a file as it waits in the tray."""
    source = PurePosixPath(name)
    original = an_original(source.name, _KINDS[source.suffix[1:]])
    piece = replace(a_piece(originals=[original]), facts=facts or Facts(title=source.stem))
    return Arrived(piece, (original,), BatchId(batch), source)


def a_delivery(seed: int) -> Delivery:
    """Return an arrival of several folders."""
    dice = Random(seed)  # noqa: S311 — names, no secrets
    files: list[Arrived] = []
    groups: set[frozenset[PieceId]] = set()
    for folder in range(dice.randint(1, 4)):
        for what in dice.sample(_WORDS, dice.randint(1, 4)):
            kind = dice.choice((_event, _with_annexes, _twins, _photos, _loose, _series, _camera))
            names, together = kind(dice, f"{dice.choice((2022, 2023))}年{what}")
            came = [arrived(f"单位{folder}/{name}", facts=facts) for name, facts in names]
            files += came
            if together:
                groups.add(frozenset(one.piece.id for one in came))
    dice.shuffle(files)
    return files, groups


_Named = tuple[list[tuple[str, Facts]], bool]


def _titled(name: str, **known: object) -> tuple[str, Facts]:
    return name, replace(Facts(title=PurePosixPath(name).stem), **known)


def _event(dice: Random, what: str) -> _Named:
    names = [f"关于召开{what}工作会议的通知.{dice.choice(('pdf', 'docx'))}"]
    stem = f"{what}{dice.choice(('工作会议', '工作会'))}"
    names.append(f"{stem}{dice.choice(('签到表.pdf', '签到册.jpg', '签到表.xlsx'))}")
    names += [f"{stem}{dice.choice(('照片', '现场照片'))}{n}.jpg" for n in range(1, dice.randint(2, 4))]
    return [_titled(name) for name in names], True


def _with_annexes(dice: Random, what: str) -> _Named:
    stem = f"关于做好{what}工作的通知"
    join = dice.choice((" 附件{}", "-附件{}", "（附件{}）", "附件{}：任务清单"))
    annexes = [f"{stem}{join.format(n)}.{dice.choice(('xlsx', 'docx'))}" for n in range(1, dice.randint(2, 4))]
    return [_titled(name) for name in (f"{stem}.pdf", *annexes)], True


def _twins(dice: Random, what: str) -> _Named:
    stem, number = f"{what}工作方案", f"望水发〔2023〕{dice.randint(1, 99)}号"
    match dice.randint(0, 2):
        case 0:
            state = dice.choice(("（盖章）", "（扫描件）", "", "盖章版"))
            return [_titled(f"{stem}{state}.pdf"), _titled(f"{stem}.{dice.choice(('docx', 'doc'))}")], True
        case 1:
            known = Facts(title=stem, document_number=number)
            return [(f"扫描{dice.randint(1, 99)}.pdf", Facts(document_number=number)), (f"{stem}.docx", known)], True
        case _:
            title = f"关于进一步做好{what}工作的通知"
            return [
                (f"{dice.randint(1, 10**9)}.pdf", Facts(title=title)),
                (f"{title[6:]}稿.doc", Facts(title=title)),
            ], True


def _photos(dice: Random, what: str) -> _Named:
    form = dice.choice(("{}入户{}.jpg", "{}入户（{}）.png", "{}入户照片{}.jpg"))
    return [_titled(form.format(what, n)) for n in range(1, dice.randint(3, 6))], True


def _loose(dice: Random, what: str) -> _Named:
    """Papers of one subject that are papers of their own."""
    names = [f"{what}工作方案.docx", f"{what}工作总结.pdf", f"{what}会议纪要.docx", f"{what}台账.xlsx"]
    return [_titled(name) for name in dice.sample(names, dice.randint(1, 4))], False


def _series(dice: Random, what: str) -> _Named:
    """Papers that come again, of other days and other offices."""
    months = dice.sample(range(1, 12), 3)
    names = [f"{what}月报{month}月.{dice.choice(('pdf', 'docx'))}" for month in months]
    return [
        (name, Facts(title=f"{what}月报", issued_on=date(2023, m, 2))) for name, m in zip(names, months, strict=True)
    ], False


def _camera(dice: Random, _: str) -> _Named:
    first = dice.randint(1000, 8000)
    return [(f"IMG_{first + n}.jpg", Facts()) for n in range(3)], False  # nobody knows what they show
