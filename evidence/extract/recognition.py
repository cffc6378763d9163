"""Writing on a page's picture into text (OCR), with how sure it is; it takes about a second of one core a page."""

# rapidocr has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import rapidocr
from PIL import Image

from evidence.extract.found import RecognisedPage
from evidence.extract.page_layout import Box, Line, text_of
from evidence.extract.page_picture import Pixels, levelled, table_cells, without_seals

_MODELS = Path(rapidocr.__file__).parent / "models"
_DETECTOR_SIDE = 1280  # pixels of the long side that writing is looked for in
_SETTINGS = {
    "Global.use_cls": False,  # it turns lines that stand upright; whole pages are turned here
    "Global.log_level": "critical",
    "Det.model_path": str(_MODELS / "PP-OCRv6_det_small.onnx"),  # named, or they might be fetched
    "Rec.model_path": str(_MODELS / "PP-OCRv6_rec_small.onnx"),
    "Det.limit_type": "max",
    "Det.limit_side_len": _DETECTOR_SIDE,
    "Rec.rec_batch_num": 1,  # several at once take more memory and more time
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
_DOUBTFUL = 0.85  # less sure lines may stand on their head
_SURER = 0.05
_TRIED = 5  # lines that are read both ways to tell
_LEAST_SKEW, _MOST_SKEW = 0.4, 20.0  # degrees


class Recogniser:
    """Reads pages; loading it takes a second and 200 MB, reading up to 300 MB more."""

    def __init__(self) -> None:
        """Load the models, which lie in the package: nothing is fetched."""
        cv2.setNumThreads(1)
        self._engine = rapidocr.RapidOCR(params=_SETTINGS)

    def read(self, picture: Image.Image) -> RecognisedPage:
        """Read a page, whichever way it lies."""
        page = without_seals(np.ascontiguousarray(np.asarray(picture.convert("RGB"), np.uint8)[:, :, ::-1]))
        turned = 0
        boxes, crops = self._found(page)
        if _run_upwards(boxes):
            page, turned = _turned(page), 90
            boxes, crops = self._found(page)
        if self._on_its_head(boxes, crops):
            page, turned = np.ascontiguousarray(page[::-1, ::-1]), turned + 180
            boxes, crops = self._found(page)
        if (skew := _skew(boxes)) and _LEAST_SKEW < abs(skew) < _MOST_SKEW:
            page = levelled(page, -skew)
            boxes, crops = self._found(page)
        said = self._said(crops)
        lines = [Line(_upright(box), text, sure) for box, (text, sure) in zip(boxes, said, strict=True)]
        text, confidence = text_of(lines, table_cells(page) if lines else (), page.shape[0])
        return RecognisedPage(text, confidence, turned)

    def _found(self, page: Pixels) -> tuple[Sequence[Any], Sequence[Pixels]]:
        """Return the corners of each line of writing, and its picture."""
        from rapidocr.main import RapidOCRError

        try:
            crops, found = self._engine.detect_and_crop(page, {})
        except RapidOCRError:  # there is none
            return (), ()
        return list(found.boxes if found.boxes is not None else ()), crops

    def _said(self, crops: Sequence[Pixels]) -> list[tuple[str, float]]:
        if not crops:
            return []
        found = self._engine.recognize_txt(list(crops))
        return list(zip(found.txts or (), map(float, found.scores or ()), strict=True))

    def _on_its_head(self, boxes: Sequence[Any], crops: Sequence[Pixels]) -> bool:
        """Tell whether the longest lines are read more surely upside down."""
        order = sorted(range(len(crops)), key=lambda at: -crops[at].shape[1] / crops[at].shape[0])
        some = [crops[at] for at in order[:_TRIED] if _long(boxes[at])]
        if not some:
            return False
        upright = _mean(self._said(some))
        if upright >= _DOUBTFUL:
            return False
        return _mean(self._said([np.ascontiguousarray(crop[::-1, ::-1]) for crop in some])) > upright + _SURER


def _mean(said: Sequence[tuple[str, float]]) -> float:
    return sum(sure for _, sure in said) / len(said)


def _sides(box: Any) -> tuple[float, float]:  # noqa: ANN401 — four corners, an array of no known kind
    """Return how long a line is across the page and down."""
    return math.dist(box[0], box[1]), math.dist(box[1], box[2])


def _long(box: Any) -> bool:  # noqa: ANN401
    across, down = _sides(box)
    return across > 2 * down


def _run_upwards(boxes: Sequence[Any]) -> bool:
    """Tell whether the lines of a page run up or down it."""
    sides = [_sides(box) for box in boxes]
    upwards = sum(down for across, down in sides if down > 2 * across)
    level = sum(across for across, down in sides if across > 2 * down)
    return len(boxes) > 2 and upwards > 2 * level


def _turned(page: Pixels) -> Pixels:
    """Return a page turned by 90 degrees clockwise."""
    return np.ascontiguousarray(np.rot90(page, -1))


def _skew(boxes: Sequence[Any]) -> float:
    """Return by how many degrees the lines fall to the right; 0 where no line is long enough to tell."""
    found: list[float] = []
    for box in boxes:
        across, down = _sides(box)
        if across > 5 * down:
            found.append(math.degrees(math.atan2(box[1][1] - box[0][1], box[1][0] - box[0][0])))
    return sorted(found)[len(found) // 2] if found else 0.0


def _upright(box: Any) -> Box:  # noqa: ANN401
    across, down = [float(corner[0]) for corner in box], [float(corner[1]) for corner in box]
    # A line that is a little askew: its middle, and its own height.
    middle, high = sum(down) / 4, _sides(box)[1]
    return Box(min(across), middle - high / 2, max(across), middle + high / 2)
