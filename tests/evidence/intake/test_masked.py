"""Identity numbers and mobile numbers in what others read: enough is left to know them by, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.intake.privacy import has_personal_data, masked

IDENTITY, MOBILE = "110101199003071233", "13812345678"
AROUND = st.text(alphabet="张三的、。（）_-. \n＿名册ABxX", max_size=8)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (IDENTITY, "110101********1233"),
        ("11010119900307123X", "110101********123X"),
        (f"张三{IDENTITY}承诺书", "张三110101********1233承诺书"),
        ("110101199003071234", "110101********1234"),  # with a wrong check digit
        (MOBILE, "138****5678"),
        ("138 1234 5678", "138****5678"),
        ("138-1234-5678", "138****5678"),
        ("+86 13812345678", "+86 138****5678"),
        ("8613812345678", "86138****5678"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
        ("IMG13812345678.jpg", "IMG138****5678.jpg"),
        ("1.13812345678", "1.138****5678"),
        (f"{MOBILE}、{MOBILE}", "138****5678、138****5678"),
    ],
)
def test_a_number_is_told_by_its_ends(text: str, told: str) -> None:
    assert masked(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "云食药安办发〔2023〕12号",
        "0543-3226012",
        "IMG_20231120_153012345.jpg",
        "mmexport1699123456789.jpg",
        "91500235735733912X01",
        "2023年抽检138批次",
        "110101199099991234",
        "",
    ],
)
def test_what_is_no_such_number_stays(text: str) -> None:
    assert masked(text) == text


def test_names_of_files_want_another_sign() -> None:
    assert masked(f"名册{IDENTITY}", "×") == "名册110101××××××××1233"


@given(before=AROUND, number=st.sampled_from([IDENTITY, MOBILE]), after=AROUND)
def test_wherever_a_number_stands_it_is_hidden(before: str, number: str, after: str) -> None:
    told = masked(before + number + after)
    assert number not in told
    assert (told.startswith(before), told.endswith(after)) == (True, True)


@given(st.text() | st.text(alphabet="0123456789Xx- +。１３８八", max_size=60))
def test_what_is_left_holds_no_personal_data(text: str) -> None:
    assert not has_personal_data(masked(text))


@given(st.text() | st.text(alphabet="0123456789Xx- +。１３８八", max_size=60))
def test_hiding_twice_hides_no_more(text: str) -> None:
    assert masked(masked(text)) == masked(text)
