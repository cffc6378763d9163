"""How the window looks: light or dark, the font, sizes that follow it, and colours that words can be read in."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:  # the first window is painted without
    from evidence.model import State

# The first that the system has; all of them hold the characters of Chinese place names.
FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
STANDARD_PT, LARGE_PT, LARGEST_PT = 10.0, 12.0, 14.0
READABLE = 4.5  # contrast of text on its ground (WCAG 2.1, 1.4.3)


class Shade(StrEnum):
    """Light or dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


SHADES = {Shade.SYSTEM: "跟随系统", Shade.LIGHT: "浅色", Shade.DARK: "深色"}


@dataclass(frozen=True, slots=True)
class Look:
    """How the clerk wants the window to look."""

    shade: Shade = Shade.SYSTEM
    text_pt: float = STANDARD_PT


_FAULT = ("#b3261e", "#ff9d94")  # on light, on dark
_Role = QPalette.ColorRole
# Of each role: light, dark. Greys with a breath of blue, one blue for what is chosen.
_COLOURS = {
    _Role.Window: ("#f3f4f6", "#26282c"),
    _Role.WindowText: ("#1c1e21", "#e4e6e9"),
    _Role.Base: ("#ffffff", "#1d1f22"),
    _Role.AlternateBase: ("#f6f7f9", "#232529"),
    _Role.Text: ("#1c1e21", "#e4e6e9"),
    _Role.PlaceholderText: ("#5f6670", "#a3a9b2"),
    _Role.Button: ("#eceef1", "#33363b"),
    _Role.ButtonText: ("#1c1e21", "#e4e6e9"),
    _Role.BrightText: ("#ffffff", "#ffffff"),
    _Role.ToolTipBase: ("#fdfdf5", "#3a3d43"),
    _Role.ToolTipText: ("#1c1e21", "#e4e6e9"),
    _Role.Highlight: ("#2c66ad", "#3a6ea8"),
    _Role.HighlightedText: ("#ffffff", "#ffffff"),
    _Role.Accent: ("#2c66ad", "#5b97da"),
    _Role.Link: ("#1a5aa8", "#8ab8f0"),
    _Role.LinkVisited: ("#6a4a9c", "#bfa3ea"),
    _Role.Light: ("#ffffff", "#44484e"),
    _Role.Midlight: ("#dfe2e6", "#3c4046"),
    _Role.Mid: ("#b4b9c0", "#5a5f67"),
    _Role.Dark: ("#9096a0", "#16181a"),
    _Role.Shadow: ("#6b7078", "#0c0d0e"),
}
_FAINT = {True: QColor("#7d838c"), False: QColor("#8b9099")}  # what cannot be used now; on dark, on light
_SHEET = """
QToolBar { border: none; padding: 2px; spacing: 4px; }
QToolBar QToolButton { padding: 4px 8px; }
QToolBar[role="small"] { padding: 0; spacing: 2px; }
QToolBar[role="small"] QToolButton { padding: 2px 5px; }
QTreeView { alternate-background-color: palette(alternate-base); }
QTreeView::item { padding: 2px 0; }
QHeaderView::section { padding: 3px 6px; }
QLabel[role="title"] { font-weight: bold; }
QPushButton[role="link"] { text-align: left; border: none; padding: 3px 4px; }
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus { background: palette(midlight); }
QSplitter::handle { background: palette(midlight); }
QSplitter::handle:horizontal { width: 3px; }
"""
# Fusion draws empty boxes darker than the window, which nobody sees on dark.
_BOXES = """
QCheckBox::indicator:unchecked, QAbstractItemView::indicator:unchecked, QGroupBox::indicator:unchecked {
    border: 1px solid QUIET; border-radius: 2px; background: palette(base);
}
QRadioButton::indicator:unchecked { border: 1px solid QUIET; border-radius: 6px; background: palette(base); }
"""


def begin(name: str) -> QApplication:
    """Begin a program of this name in the style that all its windows have.

    An argument asks for it: `setStyle` would load all that a style can draw, of which the first window needs nothing.
    """
    return QApplication([name, "-style", "Fusion"])


def dress(application: QApplication, look: Look = Look()) -> None:
    """Give the program its colours and font; what is shown already follows at once."""
    hints = application.styleHints()
    match look.shade:
        case Shade.SYSTEM:
            hints.unsetColorScheme()
            application.setPalette(QPalette())
            palette = _with_readable_hints(application.palette())
        case Shade.LIGHT | Shade.DARK:
            dark = look.shade is Shade.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)  # the frames of windows
            palette = palette_of(dark=dark)
    application.setPalette(palette)
    font = QFont()
    font.setFamilies([*FAMILIES, font.family()])
    font.setPointSizeF(look.text_pt)
    application.setFont(font)
    quiet = palette.placeholderText().color().name()  # a sheet's palette() does not know it
    fault = _FAULT[_is_dark(palette)]
    colours = f'QLabel[role="hint"] {{ color: {quiet}; }} QLabel[role="fault"] {{ color: {fault}; }}'
    application.setStyleSheet(_SHEET + colours + _BOXES.replace("QUIET", quiet))


def palette_of(*, dark: bool) -> QPalette:
    """Return the program's own colours."""
    palette = QPalette()
    for role, shades in _COLOURS.items():
        palette.setColor(role, QColor(shades[dark]))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, _FAINT[dark])
    return palette


def contrast(one: QColor, other: QColor) -> float:
    """Return how far two colours stand apart, 1–21, as WCAG 2.1 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def em(widget: QWidget) -> int:
    """Return the width of a Chinese character in a widget's font, in pixels."""
    return QFontMetrics(widget.font()).horizontalAdvance("备")


def state_colour(state: State, palette: QPalette) -> QColor:
    """Return the colour of a state's word, readable on the palette's base."""
    return _colours()[state][_is_dark(palette)]


@lru_cache(maxsize=1)
def _colours() -> dict[State, tuple[QColor, QColor]]:
    """Return the colour of each state on light and on dark."""
    from evidence.model import State

    shades = {
        State.COMPLETE: ("#1b7239", "#7fd99a"),
        State.PARTIAL: ("#8f5400", "#f0b860"),
        State.MISSING: _FAULT,
        State.NOT_APPLICABLE: ("#5f6368", "#b0b3b8"),
    }
    return {state: (QColor(light), QColor(dark)) for state, (light, dark) in shades.items()}


def _is_dark(palette: QPalette) -> bool:
    return palette.base().color().lightness() < 128


def _with_readable_hints(palette: QPalette) -> QPalette:
    """Return the system's colours with hints as quiet as can still be read on its windows and lists."""
    text = palette.color(_Role.WindowText)
    grounds = [palette.color(role) for role in (_Role.Window, _Role.Base, _Role.AlternateBase)]
    for share in range(50, 101, 5):
        quiet = _mixed(text, grounds[0], share / 100)
        if min(contrast(quiet, ground) for ground in grounds) >= READABLE:
            break
    else:
        quiet = text
    readable = QPalette(palette)
    readable.setColor(_Role.PlaceholderText, quiet)
    return readable


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    parts = zip((one.red(), one.green(), one.blue()), (other.red(), other.green(), other.blue()), strict=True)
    return QColor(*(round(a * share + b * (1 - share)) for a, b in parts))


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def mark_colour(palette: QPalette) -> QColor:
    """Return the colour behind words that were looked for, to be laid thinly over the palette's base."""
    return palette.color(QPalette.ColorRole.Highlight)
