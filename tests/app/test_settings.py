"""What the program remembers comes back as it was, and a damaged file does no harm."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import settings
from app.settings import MOST_RECENT, Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "配置" / "settings.toml"


def test_at_the_first_start_nothing_is_known(file: Path) -> None:
    assert settings.load(file) == Settings(who="", recent=())


@pytest.mark.parametrize(
    "place",
    [
        "/home/李敏/迎检 项目/云岭县国检2023",
        r"D:\新建文件夹\new\table\云岭县“国检”2023",
        "/项目/a\"b'c\\d",
        "C:\\Users\\李敏\\桌面\\",
        r"\\server\共享\u4e91",
    ],
)
def test_any_path_comes_back(place: str, file: Path) -> None:
    kept = Settings(who="李敏", recent=(Path(place),), text_size_pt=12.0)
    settings.save(kept, file)
    assert settings.load(file) == kept
    assert PureWindowsPath(str(settings.load(file).recent[0])) == PureWindowsPath(str(Path(place)))


@given(who=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_name_comes_back(who: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / "settings.toml"
    settings.save(Settings(who), file)
    assert settings.load(file).who == who


def test_half_a_character_in_a_path_spoils_nothing_else(file: Path) -> None:
    settings.save(Settings("李敏", (Path("/项目/\udce4"),)), file)
    assert settings.load(file).who == "李敏"


@pytest.mark.parametrize(
    "content",
    [
        b"who = \n",
        b"\xff\xfe\x00",
        b"who = 3",
        b"recent = [1]",
        b'recent = "D:"',
        b'text_size_pt = "large"',
    ],
)
def test_a_damaged_file_is_kept_aside(content: bytes, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert settings.load(file) == Settings()
    assert not file.exists()
    assert file.with_name("settings.damaged.toml").read_bytes() == content


def test_a_folder_in_its_place_does_no_harm(file: Path) -> None:
    file.mkdir(parents=True)
    assert settings.load(file) == Settings()


@pytest.mark.parametrize("size_pt", [400.0, float("nan"), 0.0])
def test_text_of_an_absurd_size_is_not_believed(size_pt: float, file: Path) -> None:
    settings.save(Settings(text_size_pt=size_pt), file)
    assert settings.load(file).text_size_pt == Settings().text_size_pt


def test_what_another_version_wrote_is_taken_as_far_as_it_is_known(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('who = "李敏"\ncolour = "green"\n', "utf-8")
    assert settings.load(file) == Settings("李敏")


def test_the_project_opened_last_comes_first_and_once() -> None:
    kept = Settings()
    for number in [*range(12), 5]:
        kept = kept.opened(Path(f"/项目/{number}"))
    assert [path.name for path in kept.recent[:3]] == ["5", "11", "10"]
    assert len(kept.recent) == len(set(kept.recent)) == MOST_RECENT


def test_a_save_that_fails_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.save(Settings("李敏"), file)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        settings.save(Settings("王芳"), file)
    assert settings.load(file).who == "李敏"
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


def test_on_a_stick_projects_are_found_under_another_drive_letter(tmp_path: Path) -> None:
    program = tmp_path / "E" / "备检-1" / "设置和日志"
    settings.save(Settings("李敏", (tmp_path / "E" / "国检2024",)), program / "settings.toml")
    (tmp_path / "E").rename(tmp_path / "F")
    found = settings.load(tmp_path / "F" / "备检-1" / "设置和日志" / "settings.toml")
    assert found.recent == (tmp_path / "F" / "国检2024",)


def test_the_settings_lie_in_the_users_own_folder() -> None:
    assert settings.default_path().name == "settings.toml"
    assert settings.default_path().parent.name == "beijian"


def test_how_the_window_looks_and_who_works_here_come_back(file: Path) -> None:
    kept = Settings("李敏", (), 14.0, "dark", ("李敏", '王"芳'))
    settings.save(kept, file)
    assert settings.load(file) == kept


def test_a_shade_that_is_none_is_that_of_the_system(file: Path) -> None:
    settings.save(Settings("李敏", shade="purple"), file)
    assert settings.load(file) == Settings("李敏")
