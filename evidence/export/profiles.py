"""The style profiles (版式) that ship: each is a Word template beside the others."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class Profile(StrEnum):
    """A profile by the name that a project keeps of it."""

    NORM = "norm"  # 方正小标宋简体 and *_GB2312
    GBK = "gbk"  # 方正…_GBK
    WINDOWS = "windows"  # what every Windows ships


def shipped(default: Path, profile: Profile) -> Path:
    """Return the template of a profile; `default` is that of the first, upright or for wide tables."""
    return default if profile is Profile.NORM else default.with_stem(f"{default.stem}_{profile}")
