"""The help that ships with the program: topics in Markdown, each in sections, found by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from evidence.folding import fold

# A line of a paragraph that goes on: Markdown would put a space between.
_WRAPPED = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uff5e])\n(?=[\u3001-\u9fff\uff01-\uff5e])")


class Section(Struct, frozen=True):
    """What stands below a heading; `heading` empty: what a topic begins with."""

    topic: str
    heading: str
    text: str  # Markdown


class Topic(Struct, frozen=True):
    """One text; its name is that of its file without number and ending."""

    name: str
    title: str
    text: str  # Markdown
    sections: tuple[Section, ...]


class Found(Struct, frozen=True):
    """Where something is told."""

    topic: Topic
    heading: str


def load(folder: Path) -> tuple[Topic, ...]:
    """Return the topics of a folder in the order of their files' numbers; none where it is not there."""
    return tuple(_topic(path) for path in sorted(folder.glob("*.md")))


def find(topics: Iterable[Topic], typed: str) -> tuple[Found, ...]:
    """Return the sections that hold all the words, those first whose heading or title does."""
    words = [fold(word) for word in typed.split()]
    if not words:
        return ()
    named: list[Found] = []
    told: list[Found] = []
    for topic in topics:
        for section in topic.sections:
            head, text = fold(f"{topic.title}\n{section.heading}"), fold(section.text)
            if all(word in head for word in words):
                named.append(Found(topic, section.heading))
            elif all(word in head or word in text for word in words):
                told.append(Found(topic, section.heading))
    return (*named, *told)


def _topic(path: Path) -> Topic:
    name = path.stem.partition("-")[2]
    text = _WRAPPED.sub("", path.read_text("utf-8"))
    title, _, body = text.removeprefix("# ").partition("\n")
    return Topic(name, title.strip(), text, tuple(_sections(name, body.splitlines())))


def _sections(topic: str, lines: Sequence[str]) -> Iterable[Section]:
    heading, below = "", list[str]()
    for line in (*lines, "## "):
        if line.startswith("## "):
            if heading or any(map(str.strip, below)):
                yield Section(topic, heading, "\n".join(below).strip())
            heading, below = line.removeprefix("## ").strip(), []
        else:
            below.append(line)
