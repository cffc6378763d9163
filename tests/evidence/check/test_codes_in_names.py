"""补报码 as people write it into names."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from evidence.check.codes_in_names import codes_in, nearest_codes, path_without_codes, unknown_codes, without_codes

KNOWN = frozenset({"K7M2QX", "P3RTVW", "ACDEFG"})


@pytest.mark.parametrize(
    "name",
    [
        "K7M2QX",
        "K7M2QX_宣传周方案",
        "k7m2qx 宣传周方案",
        "Ｋ７Ｍ２ＱＸ宣传周方案",
        "ｋ７ｍ２ｑｘ　宣传周方案",
        "【K7M2QX】宣传周方案",
        "（K7M2QX）宣传周方案",
        "补报码K7M2QX宣传周方案",
        "补报码：K7M2QX 宣传周方案",
        "宣传周方案-K7M2QX",
        "宣传周K7M2QX方案",
        "K7M 2QX 宣传周方案",
        "K7-M2-QX宣传周方案",
        "K7M2QX1",
        "K7M2QX2023年方案",
        "20231120K7M2QX",
        "K7M2QX(1)",
    ],
)
def test_a_code_is_found_however_it_is_written(name: str) -> None:
    assert codes_in(name, KNOWN) == ("K7M2QX",)


@pytest.mark.parametrize("name", ["宣传周方案", "K7M2Q", "XXK7M2QXXX", "微信图片_20231120", "K7M2QY", ""])
def test_what_is_no_code_is_not_taken_for_one(name: str) -> None:
    assert codes_in(name, KNOWN) == ()


def test_several_codes_are_found_in_their_order() -> None:
    assert codes_in("P3RTVW、K7M2QX 会议纪要（p3rtvw）", KNOWN) == ("P3RTVW", "K7M2QX")


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("K7M2QX_宣传周方案", "宣传周方案"),
        ("补报码：K7M2QX　宣传周方案", "宣传周方案"),
        ("【K7M2QX】宣传周方案（盖章）", "宣传周方案（盖章）"),
        ("【补报码：K7M2QX】宣传周方案", "宣传周方案"),
        ("宣传周方案（补报码 K7M2QX）", "宣传周方案"),
        ("宣传周方案_K7M2QX", "宣传周方案"),
        ("宣传周（K7M2QX）方案", "宣传周 方案"),
        ("K7M2QX、P3RTVW会议纪要", "会议纪要"),
        ("K7M2QX_11-39_宣传周方案_2023", "11-39_宣传周方案_2023"),
        ("K7M2QX", "_"),
        ("宣传周方案", "宣传周方案"),
    ],
)
def test_a_name_without_its_code_is_what_a_person_would_call_it(name: str, left: str) -> None:
    assert without_codes(name, KNOWN) == left


def test_a_path_keeps_its_ending_and_loses_the_codes_of_its_folders() -> None:
    source = PurePosixPath("包.zip!/K7M2QX_11-39_方案_2023/P3RTVW.jpg")
    assert path_without_codes(source, KNOWN) == PurePosixPath("包.zip!/11-39_方案_2023/_.jpg")


def test_the_name_goes_before_the_folder_and_the_inner_folder_before_the_outer() -> None:
    assert nearest_codes(PurePosixPath("K7M2QX/P3RTVW 方案.docx"), KNOWN) == (("P3RTVW",), True)
    assert nearest_codes(PurePosixPath("K7M2QX/P3RTVW.zip!/照片/1.jpg"), KNOWN) == (("P3RTVW",), False)


def test_an_ending_is_no_code() -> None:
    assert nearest_codes(PurePosixPath("方案.ACDEFG"), KNOWN) == ((), False)


@pytest.mark.parametrize(
    ("source", "unknown"),
    [
        ("K7M2QY_11-39_宣传周方案_2023/方案.docx", ("K7M2QY",)),
        ("补报码：K7M2QY 方案.docx", ("K7M2QY",)),
        ("补报码 KMPQRT/方案.docx", ("KMPQRT",)),
        ("K7M2QX_方案.docx", ()),
        ("CAMERA/方案.docx", ()),
        ("A20231120.docx", ()),
        ("P20231/DSC223.jpg", ()),
        ("方案 K7M2QY.docx", ()),
        ("HACCP2认证证书.pdf", ()),
        ("CMA234证书.pdf", ()),
        ("VX2345.jpg", ()),
        ("VX2345_照片/1.jpg", ()),
    ],
)
def test_a_code_that_nobody_gave_out_is_told_from_other_names(source: str, unknown: tuple[str, ...]) -> None:
    assert unknown_codes(PurePosixPath(source), KNOWN) == unknown
