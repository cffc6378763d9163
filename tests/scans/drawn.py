"""Pages drawn as an office prints them, by another font than any sample's: red head, body, signature, seal, tables."""

from __future__ import annotations

import io
import math
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

FONT = "Noto Serif CJK SC"
DPI = 200
_MM = DPI / 25.4
_A4 = round(210 * _MM), round(297 * _MM)
_LEFT, _RIGHT, _TOP = 28 * _MM, 184 * _MM, 37 * _MM
_RED, _BLACK = (200, 20, 20), (20, 20, 20)
_ACROSS = 28  # letters in a line


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A picture of a page, and what it says: a paragraph or a table row a line, cells parted by tabs."""

    picture: Image.Image
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What an official paper says."""

    head: str = "青川县教育局文件"
    number: str = "青教发〔2022〕36号"
    title: Sequence[str] = ("关于印发2022年秋季学期学校食堂", "食品安全管理工作方案的通知")
    to: str = "各中小学校、幼儿园，机关各科室："
    body: Sequence[str] = (
        "为进一步加强学校食堂食品安全管理，保障师生饮食安全和身体健康，结合我县实际，制定本工作方案，请认真贯彻执行。",
        "一、压实责任。各学校要建立校长负责制，配齐食品安全总监和食品安全员，每周至少研究一次食堂工作。",
        "二、严格管理。米面油肉等大宗食材一律实行定点采购，索证索票齐全，留样48小时以上并做好记录。",
        "三、强化督查。县教育局将会同有关部门开展3次联合检查，检查结果纳入年度考核。",
    )
    signer: str = "青川县教育局"
    day: str = "2022年9月1日"
    marks: Sequence[str] = ()


def letter_page(letter: Letter, *, seal: bool = True) -> DrawnPage:
    """Draw an official paper of one page."""
    picture = Image.new("RGB", _A4, (252, 252, 250))
    draw = ImageDraw.Draw(picture)
    at = _TOP
    for row, mark in enumerate(letter.marks):
        draw.text((_LEFT, at - (24 - 8 * row) * _MM), mark, _BLACK, font(16))
    _centred(draw, letter.head, at, 46, _RED)
    _centred(draw, letter.number, at + 26 * _MM, 16)
    draw.line((_LEFT, at + 36 * _MM, _RIGHT, at + 36 * _MM), _RED, 4)
    at += 46 * _MM
    for line in letter.title:
        _centred(draw, line, at, 22)
        at += 12 * _MM
    at += 6 * _MM
    for paragraph in (letter.to, *letter.body):
        indent = "" if paragraph is letter.to else "　　"
        at = _running(draw, indent + paragraph, at)
    at += 8 * _MM
    if seal:
        _seal(picture, letter.signer, _RIGHT - 36 * _MM, at + 6 * _MM)
    draw = ImageDraw.Draw(picture)
    for line in (letter.signer, letter.day):
        draw.text((_RIGHT - 26 * _MM - len(line) * 16 / 72 * DPI / 2, at), line, _BLACK, font(16))
        at += 10.2 * _MM
    _centred(draw, "— 1 —", 270 * _MM, 14)
    lines = (
        *letter.marks,
        letter.head,
        letter.number,
        *letter.title,
        letter.to,
        *letter.body,
        letter.signer,
        letter.day,
    )
    return DrawnPage(picture, "\n".join(lines))


def table_page(title: str, rows: Sequence[Sequence[str]], *, points: float = 12) -> DrawnPage:
    """Draw a table with rules under its title; cells are wrapped where they are too long."""
    picture = Image.new("RGB", _A4, (252, 252, 250))
    draw = ImageDraw.Draw(picture)
    _centred(draw, title, _TOP, 22)
    at = _TOP + 16 * _MM
    wide = (_RIGHT - _LEFT) / len(rows[0])
    letter = points / 72 * DPI
    fitting = int((wide - 4 * _MM) / letter)
    for row in rows:
        cells = [[cell[start : start + fitting] for start in range(0, len(cell), fitting)] for cell in row]
        high = max(1, *map(len, cells)) * letter * 1.3 + 4 * _MM
        for column, lines in enumerate(cells):
            left = _LEFT + column * wide
            draw.rectangle((left, at, left + wide, at + high), outline=_BLACK, width=2)
            for below, line in enumerate(lines):
                draw.text((left + 2 * _MM, at + 1.5 * _MM + below * letter * 1.3), line, _BLACK, font(points))
        at += high
    return DrawnPage(picture, "\n".join([title, *("\t".join(row) for row in rows)]))


def spoiled(page: DrawnPage, seed: int, *, degrees: float = 1.2, noise: float = 14.0) -> Image.Image:
    """Return a page as a worn scanner gives it: askew, grey on one side, noisy, and saved as JPEG."""
    import numpy as np

    random = Random(seed)  # noqa: S311 — the same pages every time
    turned = page.picture.rotate(random.choice((-1, 1)) * degrees, Image.Resampling.BICUBIC, fillcolor=(250, 250, 248))
    pixels = np.asarray(turned, np.float32)
    shade = np.linspace(0.8, 1.0, pixels.shape[1], dtype=np.float32)[None, :, None]
    grain = np.random.default_rng(seed).normal(0, noise, pixels.shape[:2]).astype(np.float32)[:, :, None]
    worn = Image.fromarray(np.clip(pixels * shade + grain, 0, 255).astype(np.uint8))
    return Image.open(io.BytesIO(_jpeg(worn, 60)))


def as_pdf(*pages: Image.Image, dpi: int = DPI) -> bytes:
    """Return a scanner's PDF of these pages."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=80)
    return out.getvalue()


@cache
def font(points: float) -> ImageFont.FreeTypeFont:
    """Return the font in a size; raise `RuntimeError` where it is not installed."""
    size = round(points / 72 * DPI)
    for index in count():
        try:
            found = ImageFont.truetype(str(_font_file()), size, index=index)
        except OSError as error:
            message = f"{FONT} is not in {_font_file()}"
            raise RuntimeError(message) from error
        if found.getname()[0] == FONT:
            return found
    raise AssertionError


@cache
def _font_file() -> Path:
    finder = shutil.which("fc-match")
    if finder is None:
        message = "fc-match is not there to find fonts"
        raise RuntimeError(message)
    told = subprocess.run([finder, "-f", "%{file}", FONT], capture_output=True, encoding="utf-8", check=True)
    return Path(told.stdout)


def _centred(
    draw: ImageDraw.ImageDraw, text: str, at: float, points: float, colour: tuple[int, int, int] = _BLACK
) -> None:
    wide = draw.textlength(text, font(points))
    draw.text(((_A4[0] - wide) / 2, at), text, colour, font(points))


def _running(draw: ImageDraw.ImageDraw, text: str, at: float) -> float:
    line = ""
    for char in (*text, ""):
        if not char or draw.textlength(line + char, font(16)) > _ACROSS * 16 / 72 * DPI + 1:
            draw.text((_LEFT, at), line, _BLACK, font(16))
            line, at = "", at + 10.2 * _MM
        line += char
    return at


def _seal(picture: Image.Image, name: str, x: float, y: float) -> None:
    """Press a round seal with a star over what is there."""
    radius = 21 * _MM
    mark = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(mark)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(214, 30, 40, 215), width=9)
    spread = math.radians(230)
    for at, char in enumerate(name):
        angle = -math.pi / 2 - spread / 2 + spread * at / max(1, len(name) - 1)
        spot = (x + 0.76 * radius * math.cos(angle), y + 0.76 * radius * math.sin(angle))
        draw.text(spot, char, (214, 30, 40, 215), font(14), anchor="mm")
    draw.text((x, y), "★", (214, 30, 40, 215), font(34), anchor="mm")
    picture.paste(Image.alpha_composite(picture.convert("RGBA"), mark).convert("RGB"))


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()
