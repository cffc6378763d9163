"""The issuer's level, the seal that can be seen, and the end of a certificate's term; none of them is invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image, ImageDraw

from evidence.extract import media
from evidence.extract.found import Reading
from evidence.extract.reading import read_file
from evidence.extract.seal import shows_seal
from evidence.intake.facts import facts_of
from evidence.intake.levels import level_of
from evidence.model import Level

RED = (205, 40, 50)


def until(text: str, source: str = "资料.docx") -> date | None:
    reading = Reading(media.DOCX, text, 1, scanned=False, flags=frozenset())
    return facts_of(reading, PurePosixPath(source)).facts.valid_until


def a_page(shape: str = "", at: tuple[int, int] = (900, 1300), across: int = 330) -> Image.Image:
    page = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(page)
    for line in range(12):
        draw.rectangle((250, 500 + line * 60, 1400, 520 + line * 60), fill="black")
    box = (*at, at[0] + across, at[1] + across)
    if shape == "ring":
        draw.ellipse(box, outline=RED, width=10)
        draw.regular_polygon((at[0] + across // 2, at[1] + across // 2, 60), 5, fill=RED)
    elif shape == "disc":
        draw.ellipse(box, fill=RED)
    elif shape == "square":
        draw.rectangle(box, outline=RED, width=10)
    return page


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("国家市场监督管理总局", Level.STATE),
        ("农业农村部", Level.STATE),
        ("江南省食品安全委员会办公室", Level.PROVINCE),
        ("重庆市市场监督管理局", Level.PROVINCE),
        ("安平市人民政府", Level.CITY),
        ("临江县人民政府办公室", Level.COUNTY),
        ("中共临江县委办公室", Level.COUNTY),
        ("临江县食品药品安全委员会办公室", Level.COUNTY),
        ("重庆市临江县人民政府", Level.COUNTY),
        ("中共临江县委组织部", Level.DEPARTMENT),
        ("临江县市场监督管理局；临江县教育委员会", Level.DEPARTMENT),
        ("临江县乡村振兴局", Level.DEPARTMENT),
        ("青石镇人民政府", Level.TOWNSHIP),
        ("临江县东门街道办事处", Level.TOWNSHIP),
        ("临江县绿源食品有限公司", Level.COMPANY),
        ("临江县第一中学校", None),
        ("青石镇中心卫生院", None),
        (None, None),
    ],
)
def test_the_level_is_the_issuers(issuer: str | None, level: Level | None) -> None:
    assert level_of(issuer, None, "临江县") is level


def test_a_number_of_the_state_tells_its_level() -> None:
    assert level_of(None, "国办发〔2023〕6号", "临江县") is Level.STATE


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("有效期至：2026年11月8日", date(2026, 11, 8)),
        ("有效期限：2021年3月1日至2026年2月28日", date(2026, 2, 28)),
        ("有效期\t2022-05-01 至 2027-04-30", date(2027, 4, 30)),
        ("有效期至：长期", None),
        ("有效期限：2021年3月1日至长期", None),
        ("发证日期：2021年11月9日", None),
    ],
)
def test_the_end_of_a_certificates_term(line: str, day: date | None) -> None:
    text = f"食品经营许可证\n经营者名称：临江县好再来饭店\n{line}\n临江县市场监督管理局\n2021年11月9日"
    assert until(text) == day


def test_the_term_of_anothers_certificate_is_not_the_papers() -> None:
    assert until("关于许可情况的报告\n该店许可证有效期至2026年11月8日。\n临江县商务局\n2023年1月4日") is None


@pytest.mark.parametrize(("shape", "seen"), [("ring", True), ("disc", False), ("square", False), ("", False)])
def test_a_red_ring_is_a_seal(shape: str, *, seen: bool) -> None:
    assert shows_seal(a_page(shape)) is seen


def test_a_ring_in_the_head_is_an_emblem() -> None:
    assert not shows_seal(a_page("ring", at=(660, 60)))


def test_a_small_ring_is_no_seal() -> None:
    assert not shows_seal(a_page("ring", across=90))


def test_a_scanned_page_with_a_seal_says_where(tmp_path: Path) -> None:
    path = tmp_path / "情况说明.pdf"
    a_page().save(path, save_all=True, append_images=[a_page("ring")], resolution=200)
    found = facts_of(read_file(path, path.name), PurePosixPath(path.name))
    assert (found.facts.seal, dict(found.origins)["seal"]) == (True, "picture:2")


def test_a_scan_without_a_seal_claims_nothing(tmp_path: Path) -> None:
    path = tmp_path / "情况说明.pdf"
    a_page().save(path, resolution=200)
    assert facts_of(read_file(path, path.name), PurePosixPath(path.name)).facts.seal is None


def test_a_photo_has_no_seal_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "检查现场照片.jpg"
    a_page("ring").save(path)
    assert facts_of(read_file(path, path.name), PurePosixPath(path.name)).facts.seal is None
