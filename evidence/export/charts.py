"""Charts as pictures: in the document's font, readable in black and white, every value written beside what shows it."""
# matplotlib's stubs leave the types of many arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import math
import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from enum import Enum, StrEnum
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from evidence.errors import ExportError
from evidence.export.chinese_fonts import FontFile
from evidence.wording import charts as words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

PRINT_DPI = 200
_POINTS = 9.0
_SMALL = 8.0
_BAR_MM = 5.0  # of the height of a chart whose bars lie
_LEAST_MM, _MOST_MM = 36.0, 190.0
_UPRIGHT_MM = 58.0
_MOST_VALUES = 26  # at so many places values stand beside bars and marks; more would run into each other
_INK, _RULE = "#1a1a1a", "#bfbfbf"
# Each line differs from the others in black and white: by its mark and its dashes.
_LINES = (("#1f4e79", "o", "-"), ("#b4530a", "s", "--"), ("#3b3b3b", "^", ":"), ("#6b6b6b", "D", "-."))


class Fill(Enum):
    """What bars are filled with; each differs from the others in black and white: by its lightness and its hatch."""

    DARK = ("#1f4e79", "")
    STRIPED = ("#a9c8e8", "//")
    DOTTED = ("#ffffff", "..")
    CROSSED = ("#8c8c8c", "xx")
    PALE = ("#e3e3e3", "\\\\")


class ChartForm(StrEnum):
    """How values are shown."""

    BARS = "bars"  # beside each other, standing
    STACKED = "stacked"  # on top of each other, standing
    LYING = "lying"  # end to end, lying: for long names
    LINES = "lines"


class Series(Struct, frozen=True):
    """Values of one kind, one for each place of the chart; None: nothing is known there.

    What means the same in several charts is to look the same in all: its `fill` says how bars do.
    """

    name: str
    values: tuple[float | None, ...]
    fill: Fill | None = None  # None: by its place among the series


class Chart(Struct, frozen=True):
    """What a chart shows; `levels` are lines across it, by what they mean."""

    title: str
    form: ChartForm
    places: tuple[str, ...]
    series: tuple[Series, ...]
    measure: str  # of all values: 个, %
    levels: tuple[tuple[str, float], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that it could show."""
        return not any(value for one in self.series for value in one.values)

    @property
    def height_mm(self) -> float:
        """How high it has to be, in mm, for names and values to be read."""
        if self.form is not ChartForm.LYING:
            return _UPRIGHT_MM
        return min(_MOST_MM, max(_LEAST_MM, 16 + _BAR_MM * len(self.places)))


def draw(chart: Chart, width_mm: float, font: FontFile, dpi: int = PRINT_DPI) -> bytes:
    """Return the chart as PNG, `width_mm` wide and as high as it says, at `dpi`.

    Raises `ExportError` where the library that draws is not there, as in a program that was cut down.
    """
    try:
        with _as_it_ships():
            return _drawn(chart, width_mm, font, dpi)
    except ImportError as error:
        raise ExportError("no_charts") from error


def described(chart: Chart) -> str:
    """Return what a chart shows in words: for those who cannot see it."""
    said = "；".join(
        words.phrase("series", name=one.name, values="，".join(_told(chart, one, at) for at in range(len(one.values))))
        for one in chart.series
    )
    return words.phrase("described", form=words.FORMS[chart.form.value], title=chart.title, said=said)


def _told(chart: Chart, series: Series, at: int) -> str:
    value = series.values[at]
    return f"{chart.places[at]}{words.UNKNOWN if value is None else number(value) + chart.measure}"


def number(value: float) -> str:
    """Return a value as charts write it: without a decimal that says nothing."""
    return f"{value:.1f}".removesuffix(".0")


def figures(values: Sequence[float | None]) -> list[str]:
    """Return what stands beside each value: nothing where nothing is known, and nothing beside 0, which is plain."""
    return [number(value) if value else "" for value in values]


@contextmanager
def _as_it_ships() -> Generator[None]:
    """Let the library be as it ships, whatever somebody set up for it; what it finds out of fonts it keeps aside."""
    os.environ.setdefault("MPLCONFIGDIR", str(Path(gettempdir()) / "beijian-charts"))
    import matplotlib as mpl

    look: dict[Any, Any] = {"axes.unicode_minus": False, "hatch.linewidth": 0.6, "axes.linewidth": 0.6}
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(look)
        yield


def _drawn(chart: Chart, width_mm: float, font: FontFile, dpi: int) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontPath, FontProperties

    figure = Figure(figsize=(width_mm / 25.4, chart.height_mm / 25.4), dpi=dpi, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    write = partial(FontProperties, fname=FontPath(str(font.path), font.face))
    match chart.form:
        case ChartForm.LINES:
            _lines(axes, chart, write(size=_SMALL))
        case ChartForm.LYING:
            _lying(axes, chart, write(size=_SMALL))
        case ChartForm.BARS | ChartForm.STACKED:
            _standing(axes, chart, write(size=_SMALL))
    _dress(axes, chart, write(size=_POINTS))
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()


def _dress(axes: Axes, chart: Chart, font: FontProperties) -> None:
    """Give all that is written the font, keep few rules, and say what is what."""
    from matplotlib.ticker import MaxNLocator

    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(length=2, width=0.6, colors=_INK)
    across = axes.yaxis if chart.form is not ChartForm.LYING else axes.xaxis
    across.grid(visible=True, color=_RULE, linewidth=0.4)
    across.set_major_locator(MaxNLocator(nbins=6, integer=chart.measure != "%"))
    axes.set_axisbelow(True)
    named = words.phrase("measure", measure=chart.measure)
    (axes.set_xlabel if chart.form is ChartForm.LYING else axes.set_ylabel)(named, fontproperties=font)
    if len(chart.series) > 1 or chart.form is ChartForm.LINES:
        axes.legend(
            loc="lower left", bbox_to_anchor=(0, 1.0), ncols=5, frameon=False, prop=font, borderaxespad=0.2,
            handlelength=2.2, columnspacing=1.4,
        )  # fmt: skip
    texts: Sequence[Text] = (*axes.get_xticklabels(), *axes.get_yticklabels())
    for text in texts:
        text.set_fontproperties(font)


def _standing(axes: Axes, chart: Chart, font: FontProperties) -> None:
    stacked = chart.form is ChartForm.STACKED
    wide = 0.62 if stacked else 0.8 / len(chart.series)
    base = [0.0] * len(chart.places)
    for number_, one in enumerate(chart.series):
        fill, hatch = _fill(one, number_)
        heights = [value or 0.0 for value in one.values]
        middle = 0.0 if stacked else (number_ - (len(chart.series) - 1) / 2) * wide
        at = [place + middle for place in range(len(chart.places))]
        bars = axes.bar(
            at, heights, wide, base if stacked else None, color=fill, hatch=hatch, edgecolor=_INK, linewidth=0.6,
            label=one.name,
        )  # fmt: skip
        if len(chart.places) * (1 if stacked else len(chart.series)) <= _MOST_VALUES:
            for text in axes.bar_label(
                bars, figures(heights), label_type="center" if stacked else "edge", padding=0 if stacked else 1.5
            ):
                text.set_fontproperties(font)
                _on_paper(text, plain=not stacked)
        base = [low + height for low, height in zip(base, heights, strict=True)]
    _name_places(axes, chart)
    axes.margins(y=0.12)


def _fill(series: Series, at: int) -> tuple[str, str]:
    """Return the colour and the hatch of bars."""
    fills = tuple(Fill)
    return (series.fill or fills[at % len(fills)]).value


def _lying(axes: Axes, chart: Chart, font: FontProperties) -> None:
    base = [0.0] * len(chart.places)
    rows = range(len(chart.places))
    for number_, one in enumerate(chart.series):
        fill, hatch = _fill(one, number_)
        widths = [value or 0.0 for value in one.values]
        bars = axes.barh(
            rows, widths, 0.68, base, color=fill, hatch=hatch, edgecolor=_INK, linewidth=0.6, label=one.name
        )
        for text in axes.bar_label(bars, figures(widths), label_type="center"):
            text.set_fontproperties(font)
            _on_paper(text, plain=False)
        base = [low + width for low, width in zip(base, widths, strict=True)]
    axes.set_yticks(rows, chart.places)
    axes.set_ylim(len(chart.places) - 0.4, -0.6)  # the first one on top
    axes.set_xlim(0, max(base) * 1.06 or 1)


def _lines(axes: Axes, chart: Chart, font: FontProperties) -> None:
    for number_, one in enumerate(chart.series):
        colour, mark, dash = _LINES[number_ % len(_LINES)]
        known = [(at, value) for at, value in enumerate(one.values) if value is not None]
        if not known:
            continue
        up = [math.nan if value is None else value for value in one.values]  # no line where nothing is known
        axes.plot(range(len(up)), up, dash, color=colour, marker=mark, markersize=4, linewidth=1.3, label=one.name)
        shown = known if len(chart.places) <= _MOST_VALUES // 2 else known[-1:]
        told = figures(one.values)
        for at, value in shown:
            others = [found for other in chart.series if other is not one and (found := other.values[at]) is not None]
            above = not others or value > min(others) or (value == min(others) and number_ == 0)
            text = axes.annotate(told[at], (at, value), (0, 4 if above else -10), textcoords="offset points")
            text.set(fontproperties=font, ha="center", color=colour)
    for named, level in chart.levels:
        axes.axhline(level, color=_INK, linewidth=0.8, dashes=(6, 3))
        text = axes.annotate(
            words.phrase("level", name=named, value=number(level) + chart.measure),
            (1, level), (-2, 2), xycoords=("axes fraction", "data"), textcoords="offset points",
        )  # fmt: skip
        text.set(fontproperties=font, ha="right", va="bottom")
    _name_places(axes, chart)
    axes.margins(x=0.04, y=0.16)
    if chart.measure != "%":
        axes.set_ylim(bottom=0)


def _name_places(axes: Axes, chart: Chart) -> None:
    """Name as many places as there is room for: each, or every second, or third."""
    longest = max((len(place) for place in chart.places), default=1)
    step = max(1, -(-len(chart.places) * (longest + 1) // 72))
    at = range(0, len(chart.places), step)
    axes.set_xticks(at, [chart.places[place] for place in at])


def _on_paper(text: Text, *, plain: bool) -> None:
    """Let a value be read on whatever it stands: on a hatch or a dark fill it has a white ground."""
    text.set_color(_INK)
    if not plain and text.get_text():
        text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1.4})
