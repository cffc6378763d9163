"""Rows from before a column was there: saving what nobody changed is no step."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from evidence import siting, surveying
from evidence.findings import Site, SiteId
from evidence.rates import Rate, Survey, SurveyId
from evidence.rectifying import sites
from evidence.workspace import DATABASE, Workspace
from tests.build import NOON
from tests.evidence.intake.conftest import a_workspace

SITE = Site(SiteId("a"), "A01", "学校食堂", "第一小学食堂", "学府路1号", "双河镇", "张副县长", "县教委", "明查")
SURVEY = Survey(SurveyId("a"), Rate.SATISFACTION, "第一次", "2022", "电话", "", 1000, Decimal(80))


def test_saving_unchanged_what_is_older_than_a_column_is_no_step(tmp_path: Path) -> None:
    path = a_workspace(tmp_path / "项目")
    with Workspace(path, "王敏", lambda: NOON, write=True) as workspace:
        siting.write(workspace, [SITE])
        surveying.write(workspace, [SURVEY])
    with closing(sqlite3.connect(path / DATABASE)) as connection:
        connection.execute("UPDATE site SET score = NULL").close()
        connection.execute("UPDATE survey SET ranking = NULL, weak = NULL").close()
        connection.commit()
        written = length(connection)
    with Workspace(path, "王敏", lambda: NOON, write=True) as workspace:
        assert not siting.write(workspace, sites(workspace)).sites
        surveying.write(workspace, surveying.surveys(workspace))
    with closing(sqlite3.connect(path / DATABASE)) as connection:
        assert length(connection) == written
    with Workspace(path, "王敏", lambda: NOON, write=True) as workspace:
        siting.write(workspace, [replace(SITE, score="92.5")])
        surveying.write(workspace, [replace(SURVEY, value=Decimal("80.0"), ranking="3")])
        assert sites(workspace) == (replace(SITE, score="92.5"),)
        assert [(str(one.value), one.ranking) for one in surveying.surveys(workspace)] == [("80.0", "3")]
        siting.write(workspace, [SITE])
        assert sites(workspace) == (SITE,)


def length(connection: sqlite3.Connection) -> int:
    with closing(connection.execute("SELECT count(*) FROM journal")) as found:
        (count,) = found.fetchone()
    return int(count)
