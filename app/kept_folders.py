"""Where the letters of each project were put last; kept beside the settings."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import cast

from app import kept_file

_MOST = 20  # projects


class KeptFolders:
    """The file of what was chosen; what cannot be read or written costs the memory, no more."""

    def __init__(self, settings: Path) -> None:
        """Keep it beside the file of settings."""
        self._path = settings.with_name("folders.toml")

    def folder(self, project: Path) -> Path | None:
        """Return the folder that was chosen for a project, if one was."""
        found = self._load().get(str(project))
        return Path(found) if found is not None else None

    def keep(self, project: Path, folder: Path) -> None:
        """Remember the folder that was chosen for a project."""
        others = {known: place for known, place in self._load().items() if known != str(project)}
        newest = list({**others, str(project): str(folder)}.items())[-_MOST:]
        lines = (f"{kept_file.quoted(known)} = {kept_file.quoted(place)}\n" for known, place in newest)
        with suppress(OSError):
            kept_file.save(self._path, "# 备检：各项目的催报文件放在哪里，由程序写入。\n[folders]\n" + "".join(lines))

    def _load(self) -> dict[str, str]:
        return kept_file.load(self._path, _folders, {})


def _folders(read: dict[str, object]) -> dict[str, str]:
    folders = read.get("folders", {})
    if not isinstance(folders, dict):
        message = "not the folders that this program kept"
        raise ValueError(message)  # noqa: TRY004 — what a damaged file raises
    return {str(known): str(place) for known, place in cast("dict[object, object]", folders).items()}
