from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from scans.drawn import Letter, as_pdf, letter_page

from evidence.errors import UnreadableFileError
from evidence.extract import media, page_readers
from evidence.extract.found import RecognisedPage
from evidence.extract.page_readers import PageJob, PageReaders, PageResult, processes_here
from evidence.model import OriginalId

Save = Callable[[str, bytes], Path]
LONG_S = 60.0


class Deadly:
    """Ends the process that unpickles it."""

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return os._exit, (9,)


@pytest.fixture
def readers() -> Iterator[PageReaders]:
    made = PageReaders(1)
    yield made
    made.close()


def job(path: Path, page: int = 1) -> PageJob:
    return PageJob(OriginalId("件"), page, path, media.PDF)


def outcome(readers: PageReaders, job: PageJob) -> RecognisedPage | UnreadableFileError:
    readers.give(job)
    found: list[PageResult] = []
    while not found:
        found = readers.finished(LONG_S)
    assert found[0].job is job
    return found[0].outcome


def test_a_page_is_recognised_in_another_process(readers: PageReaders, save: Save) -> None:
    read = outcome(readers, job(save("扫描.pdf", as_pdf(letter_page(Letter()).picture))))
    assert isinstance(read, RecognisedPage)
    assert "青教发〔2022〕36号" in read.text


def test_a_page_that_cannot_be_read_and_one_that_kills_its_process_cost_themselves_alone(
    readers: PageReaders, save: Save
) -> None:
    broken = outcome(readers, job(save("坏.pdf", b"nothing")))
    assert isinstance(broken, UnreadableFileError)
    assert broken.code == "file_damaged"
    crashed = outcome(readers, job(cast("Path", Deadly())))
    assert isinstance(crashed, UnreadableFileError)
    assert crashed.code == "reader_crashed"
    again = outcome(readers, job(save("扫描.pdf", b"nothing")))
    assert isinstance(again, UnreadableFileError)
    assert again.code == "file_damaged"


def test_a_page_that_takes_too_long_is_given_up(save: Save) -> None:
    readers = PageReaders(1, timeout_s=0.0)
    found = outcome(readers, job(save("扫描.pdf", as_pdf(letter_page(Letter()).picture))))
    assert isinstance(found, UnreadableFileError)
    assert found.code == "read_timeout"
    readers.close()


def test_closing_gives_up_at_once_and_leaves_no_process(save: Save) -> None:
    readers = PageReaders(2)
    for page in (1, 2):
        readers.give(job(save("扫描.pdf", as_pdf(letter_page(Letter()).picture)), page))
    assert readers.free == 0
    readers.close()
    assert readers.free == 2
    assert not [one for one in multiprocessing.active_children() if one.name == "beijian-reader"]


def test_there_is_room_for_one_process_at_least() -> None:
    assert 1 <= processes_here() <= (os.cpu_count() or 1)


def test_where_memory_is_too_short_for_the_models_nothing_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(**_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("rapidocr.RapidOCR", refuses)
    assert page_readers._recogniser() is None  # pyright: ignore[reportPrivateUsage]
