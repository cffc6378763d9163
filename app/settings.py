"""What the program remembers of its user between two starts, in a small file that people can read."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Self, cast

from msgspec import Struct
from msgspec.structs import replace

from app import kept_file
from app.paths import PORTABLE, settings_folder

MOST_RECENT = 10
MOST_NAMES = 30
_TEXT_SIZES_PT = (8.0, 24.0)
SHADES = ("system", "light", "dark")


class Settings(Struct, frozen=True):
    """The user's name and those of colleagues, the projects that were open, and how the window looks."""

    who: str = ""  # 经办人; empty until somebody says it
    recent: tuple[Path, ...] = ()  # project folders, newest first, at most `MOST_RECENT`
    text_size_pt: float = 10.0
    shade: str = SHADES[0]
    names: tuple[str, ...] = ()  # who else works at this PC, in the order in which they were written

    def opened(self, project: Path) -> Self:
        """Return the settings with this project as the newest."""
        others = (path for path in self.recent if path != project)
        return replace(self, recent=(project, *others)[:MOST_RECENT])


def default_path() -> Path:
    """Return where the settings of whoever runs the program lie."""
    return settings_folder() / "settings.toml"


def load(path: Path) -> Settings:
    """Read the settings; where there are none, or they cannot be read, those of a first start.

    A damaged file is kept beside as `settings.damaged.toml`.
    """
    return kept_file.load(path, partial(_settings, folder=path.parent), Settings())


def save(settings: Settings, path: Path) -> None:
    """Write the settings beside their file, then in its place; raise `OSError` if the disk refuses."""
    recent = "".join(f"    {kept_file.quoted(_written(project, path.parent))},\n" for project in settings.recent)
    text = (
        "# 备检的使用设置，由程序写入。\n"
        f"who = {kept_file.quoted(settings.who)}\n"
        f"text_size_pt = {settings.text_size_pt}\n"
        f"shade = {kept_file.quoted(settings.shade)}\n"
        f"names = [{', '.join(map(kept_file.quoted, settings.names))}]\n"
        f"recent = [\n{recent}]\n"
    )
    kept_file.save(path, text)


def _written(project: Path, folder: Path) -> str:
    """Return a project's path as it is kept: relative to a portable program's folder on the same drive.

    A stick has another letter on the next PC.
    """
    if folder.name == PORTABLE and project.anchor == folder.absolute().anchor:
        return os.path.relpath(project, folder)
    return str(project)


def _found(written: str, folder: Path) -> Path:
    return Path(os.path.normpath(folder.absolute() / written)) if folder.name == PORTABLE else Path(written)


def _settings(read: dict[str, object], folder: Path) -> Settings:
    """Return what a file says; what it leaves out is as at a first start."""
    standard = Settings()
    projects, names = _words(read.get("recent", [])), _words(read.get("names", []))
    match read.get("who", standard.who), read.get("text_size_pt", standard.text_size_pt):
        case str(who), float(size_pt) | int(size_pt):
            smallest, largest = _TEXT_SIZES_PT
            fits = smallest <= size_pt <= largest
            paths = dict.fromkeys(_found(project, folder) for project in projects)
            shade = read.get("shade")
            return Settings(
                who,
                tuple(paths)[:MOST_RECENT],
                float(size_pt) if fits else standard.text_size_pt,
                str(shade) if shade in SHADES else standard.shade,
                tuple(dict.fromkeys(names))[:MOST_NAMES],
            )
        case _:
            message = "not the settings of this program"
            raise ValueError(message)


def _words(value: object) -> list[str]:
    words = cast("list[object]", value) if isinstance(value, list) else [None]
    if not all(isinstance(word, str) for word in words):
        message = "not the settings of this program"
        raise ValueError(message)
    return [str(word) for word in words]
