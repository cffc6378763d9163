"""How a package is handed over, and what it is called there."""

from __future__ import annotations

from enum import StrEnum

PACKAGE = "电子版资料"
ZIPPED = f"{PACKAGE}.zip"


class PackageForm(StrEnum):
    """A folder, a zip of it, or both side by side."""

    FOLDER = "folder"
    ZIP = "zip"
    BOTH = "both"

    @property
    def zipped(self) -> bool:
        """Whether there is a zip."""
        return self is not PackageForm.FOLDER

    @property
    def unpacked(self) -> bool:
        """Whether there is a folder."""
        return self is not PackageForm.ZIP
