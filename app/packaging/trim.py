"""Leaves out of the installed packages what the program never loads; of Qt that is nine tenths."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from app.packaging import BuildError

# The plugins that Qt itself looks for; which libraries they want, they say themselves.
_QT_PLUGINS = (
    "platforms/qwindows",
    "imageformats/qico",
    "imageformats/qjpeg",
    "imageformats/qgif",
)
_QT_WORDS = "translations/qtbase_zh_CN.qm"
# Headers, stubs and scripts of the other packages.
_NEVER_LOADED = ("*.pyi", "*.pxd", "*.pxi", "*.pyx", "*.h", "py.typed")
_FOLDERS = (
    *("bin", "lxml/includes", "lxml/isoschematron", "pypdfium2_cli"),
    *("onnxruntime/quantization", "onnxruntime/tools", "onnxruntime/transformers", "onnxruntime/datasets"),
    *("numpy/_core/tests", "numpy/_core/include", "numpy/f2py", "numpy/lib/tests", "numpy/ma/tests", "shapely/tests"),
    "rapidocr/inference_engine/pytorch",
    *("matplotlib/tests", "matplotlib/mpl-data/sample_data", "matplotlib/backends/web_backend"),
    *(f"mpl_toolkits/{name}/tests" for name in ("axes_grid1", "axisartist", "mplot3d")),
)
_FILES = ("cv2/opencv_videoio_ffmpeg*.dll", "rapidocr/models/*cls*.onnx", "onnxruntime/capi/*providers_shared.dll")
# Wanted by what recognises scans, and brought by Qt: beside python.exe every library finds it.
_CPP_RUNTIME = ("msvcp140.dll", "msvcp140_1.dll")
_BINARIES = (".dll", ".pyd", ".exe")
_SYSTEM = re.compile(
    r"(?i)(api-ms-win-.*|kernel32|user32|gdi32|shell32|ole32|oleaut32|advapi32|ws2_32|wtsapi32|comdlg32|comctl32|"
    r"winmm|imm32|dwmapi|uxtheme|shlwapi|shcore|setupapi|version|netapi32|userenv|authz|mpr|rpcrt4|ntdll|msvcrt|"
    r"bcrypt|bcryptprimitives|crypt32|secur32|dnsapi|iphlpapi|winspool|d3d9|d3d11|d3d12|dxgi|dwrite|d2d1|opengl32|"
    r"propsys|uiautomationcore|msi|winhttp|pdh|psapi|cfgmgr32|usp10|dbghelp|dcomp|wintrust|powrprof)\.(dll|drv)"
)


def trim(packages: Path, runtime: Path, qt_modules: Iterable[str]) -> None:
    """Remove from the folder of packages what is never loaded by a program that imports these modules of Qt.

    Raises `BuildError` if a library that stays wants one that neither stays, nor is Python's, nor belongs to Windows.
    """
    qt, binding = packages / "PySide6", packages / "shiboken6"
    modules = [qt / f"{name}.pyd" for name in qt_modules] + [qt / "plugins" / f"{name}.dll" for name in _QT_PLUGINS]
    for name in _CPP_RUNTIME:
        shutil.copyfile(qt / name, runtime / name)
    _keep(qt, modules, [qt / _QT_WORDS])
    _keep(binding, [binding / "Shiboken.pyd", binding / "shiboken6.abi3.dll"], [])
    for pattern in _NEVER_LOADED:
        for path in packages.rglob(pattern):
            path.unlink()
    for pattern in _FILES:
        for path in packages.glob(pattern):
            path.unlink()
    for folder in _FOLDERS:
        shutil.rmtree(packages / folder, ignore_errors=True)
    if missing := lacking(packages, runtime):
        raise BuildError("Libraries are missing:\n  " + "\n  ".join(missing))


def lacking(packages: Path, runtime: Path) -> list[str]:
    """Return which libraries want one that lies neither among the packages nor in the runtime nor in Windows."""
    there = {path.name.lower() for root in (packages, runtime) for path in root.rglob("*") if path.suffix in _BINARIES}
    wants = {
        f"{path.relative_to(packages)} wants {name}"
        for path in packages.rglob("*")
        if path.suffix in _BINARIES
        for name in imported(path)
        if name.lower() not in there and not _SYSTEM.fullmatch(name)
    }
    return sorted(wants)


def _keep(folder: Path, libraries: list[Path], others: list[Path]) -> None:
    """Keep of a folder these libraries and what they import, these other files, and its Python modules."""
    kept = {*_with_imports(libraries, folder), *others, *folder.glob("*.py")}
    if absent := [path.name for path in kept if not path.is_file()]:
        raise BuildError(f"{folder.name} lacks {', '.join(absent)}")
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()


def _with_imports(roots: Iterable[Path], folder: Path) -> set[Path]:
    """Return these libraries and all that they import, as far as it lies in `folder`."""
    by_name = {path.name.lower(): path for path in folder.glob("*.dll")}
    found: set[Path] = set()
    waiting = list(roots)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [by_name[name.lower()] for name in imported(path) if name.lower() in by_name]
    return found


def imported(library: Path) -> list[str]:
    """Return the names of the libraries that a Windows library or program imports when it is loaded."""
    command = ["x86_64-w64-mingw32-objdump", "--private-headers", str(library)]
    headers = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=True).stdout
    return re.findall(r"^\s*DLL Name: (\S+)$", headers, flags=re.MULTILINE)
