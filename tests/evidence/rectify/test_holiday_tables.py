"""放假安排 that an office adds: read back as written, and refused with the row that is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evidence import wording
from evidence.errors import DossierError
from evidence.rectify.holiday_table import HEADS, read_holidays, table_rows

ROW = "2027,国办发明电〔2026〕1号,元旦,放假,2027-01-01,2027-01-03"


def table(folder: Path, *rows: str) -> Path:
    path = folder / "放假.csv"
    path.write_text("\r\n".join([",".join(HEADS), *rows]), "utf-8-sig")
    return path


def test_what_ships_reads_back_as_it_is(root: Path, tmp_path: Path) -> None:
    shipped = read_holidays(root / "templates" / "holidays.csv")[1]
    again = read_holidays(table(tmp_path, *(",".join(row) for row in table_rows(shipped))))[1]
    assert set(again) == set(shipped)


def test_one_day_needs_no_end_and_days_may_be_written_as_people_do(tmp_path: Path) -> None:
    (one,) = read_holidays(table(tmp_path, "2027年,某号,元旦,调休上班,2027年1月9日,"))[1]
    assert (one.first, one.last) == (date(2027, 1, 9), date(2027, 1, 9))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("二零二七,某号,元旦,放假,2027-01-01,", "二零二七"),
        ("2027,,元旦,放假,2027-01-01,", "文号"),
        ("2027,某号,元旦,休息,2027-01-01,", "休息"),
        ("2027,某号,元旦,放假,2027-02-30,", "2027-02-30"),
        ("2027,某号,元旦,放假,2027-01-03,2027-01-01", "2027-01-01"),
        ("2027,某号,元旦,放假,2025-01-03,", "2025-01-03"),
        ("2027,别的号,元旦,放假,2027-05-01,", "别的号"),
        ("2027,国办发明电〔2026〕1号,元旦,上班,2027-01-02,", "2027-01-02"),
    ],
)
def test_a_row_that_cannot_be_so_is_named(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(DossierError) as refused:
        read_holidays(table(tmp_path, ROW, row))
    assert said in wording.sentence(refused.value)
