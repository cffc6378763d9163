"""How the window looks: light or dark, the font, sizes that follow it, and colours that words can be read in."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:  # the first window is painted without
    from evidence.model import State

# The first that the system has; all of them hold the characters of Chinese place names.
FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
STANDARD_PT, LARGE_PT, LARGEST_PT = 10.0, 12.0, 14.0
READABLE = 4.5  # contrast of text on its ground (WCAG 2.1, 1.4.3)
SEEN = 3.0  # contrast of a field's edge with what is inside and outside (WCAG 2.1, 1.4.11)


class Shade(StrEnum):
    """Light or dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


SHADES = {Shade.SYSTEM: "跟随系统", Shade.LIGHT: "浅色", Shade.DARK: "深色"}


class Look(Struct, frozen=True):
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
QToolBar QToolButton[popupMode="2"] { padding-right: 14px; }
QToolBar QToolButton::menu-indicator {
    subcontrol-origin: padding; subcontrol-position: right center; right: 3px; width: 9px; height: 9px;
}
QToolBar QToolButton#qt_toolbar_ext_button {
    padding: 0; border: 1px solid palette(mid); background: palette(midlight);
}
QTabBar::tab {
    padding: 4px 8px; border: 1px solid palette(mid); border-bottom: none; background: palette(button);
    margin-top: 2px; margin-right: -1px;
}
QTabBar::tab:selected { background: palette(base); border-top: 2px solid palette(highlight); margin-top: 0; }
QTabBar::tab:hover:!selected { background: palette(midlight); }
QTabBar::tab:selected:focus { text-decoration: underline; }
QTabWidget::pane { border-top: 1px solid palette(mid); }
QTreeView { alternate-background-color: palette(alternate-base); }
QTreeView::item { padding: 2px 0; }
QTreeView[role="changes"]::item { padding: 2px 6px 2px 0; }
QHeaderView::section { padding: 3px 6px; }
QLabel[role="title"] { font-weight: bold; }
QPushButton[role="link"] { text-align: left; border: none; padding: 3px 4px; }
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus { background: palette(midlight); }
QSplitter::handle { background: palette(midlight); }
QSplitter::handle:horizontal { width: 3px; }
"""
# Fusion's own frame is one pixel, which what is inside paints over at 125 % or 150 %: two sides of a list had no edge.
_FRAMED = """
QAbstractItemView, QTextEdit, QPlainTextEdit {{ border: 1px solid {edge}; padding: 1px; }}
QAbstractItemView:focus, QTextEdit:focus, QPlainTextEdit:focus {{ border-color: {focus}; }}
QHeaderView, QComboBox QAbstractItemView {{ border: none; padding: 0; }}
"""
_WRITTEN = ("QLineEdit", "QAbstractSpinBox", "QComboBox", "QTextEdit", "QPlainTextEdit")
_EDGED = ("QAbstractItemView", "QCheckBox", "QRadioButton")
_DARKER = 140  # by as much of a hundred Fusion darkens a widget's window to draw its edge


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
            palette = _without_ground(_with_readable_hints(application.palette()))
        case Shade.LIGHT | Shade.DARK:
            dark = look.shade is Shade.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)  # the frames of windows
            palette = palette_of(dark=dark)
    application.setPalette(palette)
    edged = QPalette(palette)
    edged.setColor(_Role.Window, edge_colour(palette).lighter(_DARKER))
    written = QPalette(edged)
    if palette.base().color().lightness() < 128:  # or the field with the focus has a darker edge than the others
        written.setColor(_Role.Highlight, palette.color(_Role.Accent).lighter(_DARKER))
        written.setColor(_Role.HighlightedText, palette.base().color())
    for kind in (*_WRITTEN, *_EDGED):
        its = written if kind in _WRITTEN else edged
        application.setPalette(its, kind)  # pyright: ignore[reportArgumentType]  # the stub asks for bytes, Qt refuses
    font = QFont()
    font.setFamilies([*FAMILIES, font.family()])
    font.setPointSizeF(look.text_pt)
    application.setFont(font)
    quiet = palette.placeholderText().color().name()  # a sheet's palette() does not know it
    fault = _FAULT[_is_dark(palette)]
    corner = f"QAbstractScrollArea::corner {{ background: {palette.window().color().name()}; }}"
    colours = f'QLabel[role="hint"] {{ color: {quiet}; }} QLabel[role="fault"] {{ color: {fault}; }}'
    edge, focus = (colour.name() for colour in (edge_colour(palette), palette.color(_Role.Accent)))
    if look.text_pt > STANDARD_PT:
        colours += "QTabBar::tab { padding: 4px; }"  # six of them stand in a row beside two other panes
    application.setStyleSheet(_SHEET + _FRAMED.format(edge=edge, focus=focus) + colours + corner)


def palette_of(*, dark: bool) -> QPalette:
    """Return the program's own colours."""
    palette = QPalette()
    for role, shades in _COLOURS.items():
        palette.setColor(role, QColor(shades[dark]))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, _FAINT[dark])
    return _without_ground(palette)


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


def edge_colour(palette: QPalette) -> QColor:
    """Return the colour of the edges of fields, lists and boxes: as quiet as can still be seen."""
    text, grounds = palette.color(_Role.WindowText), [palette.color(role) for role in (_Role.Window, _Role.Base)]
    for share in range(30, 101, 2):
        edge = _mixed(text, grounds[0], share / 100)
        if min(contrast(edge, ground) for ground in grounds) >= SEEN:
            return edge
    return text


def _without_ground(palette: QPalette) -> QPalette:
    """Return a palette in which a field that cannot be used now has lost the ground that one writes on."""
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Base, palette.color(_Role.Window))
    return palette


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
