"""`beijian watch`: a folder whose files come in when they are whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.examples import Command, Example


def test_what_lies_in_the_folder_comes_in_once(
    example: Example, beijian: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.intake.watch.REST_S", 0.1)
    monkeypatch.setattr("app.batch_commands._LOOK_EVERY_S", 0.1)
    place, folder = example.workspace, tmp_path / "收件夹"
    folder.mkdir()
    (folder / "新的总结.txt").write_text("双河镇2022年食品安全工作总结", "utf-8")
    first = beijian("watch", place, folder, "--once", "--json")
    assert [file["state"] for file in json.loads(first.out)["files"]] == ["new"]
    assert beijian("watch", place, "--once", "--json").out == ""
    assert beijian("watch", place, "--off").status == 0
    refused = beijian("watch", place)
    assert refused.status == 1
    assert "还没有设置收件夹" in refused.err
