"""Tiny papers of every kind that an export meets: made here, so that no sample is needed."""

from __future__ import annotations

from pathlib import Path

from evidence.model import Original, OriginalId, Sha256, new_id
from evidence.store.hashing import hash_file

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def a_picture(path: Path, size: tuple[int, int], colour: tuple[int, int, int] = (200, 120, 60)) -> Path:
    """Write a picture of one colour with a bar on top, in the format that the ending names."""
    from PIL import Image

    image = Image.new("RGB", size, colour)
    image.paste((20, 20, 20), (0, 0, size[0], max(1, size[1] // 10)))
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)
    return path


def a_pdf(path: Path, pages: int = 3, size_pt: tuple[int, int] = (200, 280)) -> Path:
    """Write a PDF with a number on each page."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (pages, b" ".join(b"%d 0 R" % (4 + 2 * page) for page in range(pages))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for page in range(1, pages + 1):
        text = b"BT /F1 48 Tf 60 120 Td (%d) Tj ET" % page
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (*size_pt, 3 + 2 * page)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text))
    data = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data + head + table + tail)
    return path


def an_office_file(path: Path, text: str = "正文") -> Path:
    """Write a file that is kept as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def kept(path: Path, name: str | None = None, media_type: str | None = None) -> Original:
    """Return the original that a vault would hold for a file."""
    kinds = {".pdf": PDF, ".jpg": JPEG, ".png": PNG, ".docx": DOCX}
    return Original(
        id=OriginalId(new_id()),
        sha256=Sha256(hash_file(path)),
        name=name or path.name,
        size_bytes=path.stat().st_size,
        media_type=media_type or kinds.get(path.suffix, "application/octet-stream"),
        pages=1,
        scanned=False,
    )
