"""Tries what the build for Windows must refuse, on a folder that it made: `check_build.py PAYLOAD`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from app.packaging import BuildError
from app.packaging.runtime import check_signatures
from app.packaging.trim import lacking


def refused(work: Callable[[], object]) -> bool:
    """Tell whether the build refuses."""
    try:
        work()
    except BuildError:
        return True
    return False


def main(payload: Path) -> int:
    """Print a line a check; return 1 if something was let through."""
    runtime, packages = payload / "runtime", payload / "lib"
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copyfile(runtime / "python.exe", folder / "python.exe")
        sound = not refused(lambda: check_signatures(folder))
        data = bytearray((folder / "python.exe").read_bytes())
        data[len(data) // 4] ^= 1
        (folder / "python.exe").write_bytes(data)
        changed = refused(lambda: check_signatures(folder))
        shutil.copyfile(payload / "beijian.exe", folder / "python.exe")
        unsigned = refused(lambda: check_signatures(folder))
        shutil.copyfile(runtime / "vcruntime140.dll", folder / "python.exe")
        foreign = refused(lambda: check_signatures(folder))
        whole = lacking(packages, runtime)
        shutil.copytree(packages / "PySide6", folder / "lib" / "PySide6")
        (folder / "lib" / "PySide6" / "Qt6Core.dll").unlink()
        missed = any("Qt6Core.dll" in line for line in lacking(folder / "lib", runtime))
    checks = {
        "a file as its publisher signed it passes": sound,
        "one with a changed bit is refused": changed,
        "one without a signature is refused": unsigned,
        "one that another publisher signed is refused": foreign,
        "no library is lacking": not whole,
        "a library that is taken away is missed": missed,
    }
    for check, kept in checks.items():
        print(f"{'yes' if kept else 'NO'}: {check}")
    return int(not all(checks.values()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
