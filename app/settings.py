"""What the program remembers of its user between two starts, in a small file that people can read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self, cast

from app import kept_file
from app.paths import settings_folder

MOST_RECENT = 10
_TEXT_SIZES_PT = (8.0, 24.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's name, the projects that were open, and how large the text is."""

    who: str = ""  # 经办人; empty until somebody says it
    recent: tuple[Path, ...] = ()  # project folders, newest first, at most `MOST_RECENT`
    text_size_pt: float = 10.0

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
    return kept_file.load(path, _settings, Settings())


def save(settings: Settings, path: Path) -> None:
    """Write the settings beside their file, then in its place; raise `OSError` if the disk refuses."""
    recent = "".join(f"    {kept_file.quoted(str(project))},\n" for project in settings.recent)
    text = (
        "# 备检的使用设置，由程序写入。\n"
        f"who = {kept_file.quoted(settings.who)}\n"
        f"text_size_pt = {settings.text_size_pt}\n"
        f"recent = [\n{recent}]\n"
    )
    kept_file.save(path, text)


def _settings(read: dict[str, object]) -> Settings:
    """Return what a file says; what it leaves out is as at a first start."""
    standard = Settings()
    recent = read.get("recent", [])
    projects = cast("list[object]", recent) if isinstance(recent, list) else [None]
    match read.get("who", standard.who), read.get("text_size_pt", standard.text_size_pt):
        case str(who), float(size_pt) | int(size_pt) if all(isinstance(project, str) for project in projects):
            smallest, largest = _TEXT_SIZES_PT
            fits = smallest <= size_pt <= largest
            paths = dict.fromkeys(Path(str(project)) for project in projects)
            return Settings(who, tuple(paths)[:MOST_RECENT], float(size_pt) if fits else standard.text_size_pt)
        case _:
            message = "not the settings of this program"
            raise ValueError(message)
