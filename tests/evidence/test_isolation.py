"""A file that bears a 密级 mark is isolated: nothing of it is left but a record, and no undo brings it back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from PIL import Image
from scans.drawn import as_pdf
from scans.readers import Scripted

from app.paths import WORD_TEMPLATE
from evidence import rectifying, wording
from evidence.discarding import bring_back, discard, in_bin
from evidence.errors import CancelledError, DossierError, ExportError, RequestError, WorkspaceError
from evidence.export.dossier import ExportOptions, export_dossier
from evidence.export.template import load_template
from evidence.findings import Did, Draft, NewEvent, Source, draft_of
from evidence.isolated import FOLDER, CopyKind
from evidence.journal import Action
from evidence.model import ArrivalState, Edition, Facts, Flag, Piece, PieceId
from evidence.progress import Silent
from evidence.store import database
from evidence.store.search import LETTERS, PAIRS
from evidence.store.vault import Vault
from evidence.workspace import DATABASE, Accept, Workspace
from tests.evidence.export.test_carrying import Stopping
from tests.evidence.steps import PLAN, STEPS, Step, do, opened, register
from tests.pdf_files import pdf_of

NAME = "蓝鲸行动部署图"  # words that stand nowhere else
WORDS = "蓝鲸行动集结地点在三号粮库"
TITLE = "关于蓝鲸行动安排的通知"
SECRET = f"{TITLE}\n各乡镇：\n{WORDS}，请于五月一日前到位。\n云岭县食药安办\n2023年4月3日\n"


@pytest.fixture(autouse=True)
def _as_sqlite_is_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    """Leave deleted rows in free pages, as SQLite does on Windows; Debian's overwrites them."""
    prepare = database._prepare  # pyright: ignore[reportPrivateUsage]

    def prepared(connection: sqlite3.Connection) -> None:
        prepare(connection)
        connection.execute("PRAGMA secure_delete = OFF").close()

    monkeypatch.setattr(database, "_prepare", prepared)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "项目"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "来件"
    folder.mkdir()
    (folder / f"{NAME}.txt").write_text(SECRET, "utf-8")
    (folder / "会议纪要.txt").write_text("云岭县食品安全会议纪要\n会议研究了年度工作。\n", "utf-8")
    return folder


def arrive(workspace: Workspace, *paths: Path, accept: Accept = Accept.NONE) -> None:
    workspace.add(paths, accept, Silent())


def named(workspace: Workspace, name: str) -> Piece:
    snapshot = workspace.snapshot()
    (found,) = (p for p in snapshot.pieces if any(name in snapshot.originals[part.original].name for part in p.parts))
    return found


def traces(place: Path, *texts: str) -> list[tuple[str, str]]:
    """Return which files of a workspace hold a text in any spelling that the program writes, by name or content."""
    found: list[tuple[str, str]] = []
    for path in place.rglob("*"):
        if path.is_dir() or path.is_relative_to(place / FOLDER):
            continue
        data = path.read_bytes()
        for text in texts:
            forms = [text.encode(), text.encode("utf-16-le"), json.dumps(text)[1:-1].encode()]
            if any(form in data for form in forms) or text in str(path.relative_to(place)):
                found.append((path.relative_to(place).as_posix(), text))
    return found


# What is left


def test_nothing_is_left_of_it_but_the_record_and_the_file_set_aside(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox, accept=Accept.BEST)
        piece = named(workspace, NAME)
        workspace.file(piece.id, ["1-3"])
        workspace.correct_facts(piece.id, replace(piece.facts, title=f"{TITLE}（更正）"), frozenset({Flag.DRAFT}))
        assert traces(place, WORDS, TITLE, NAME)

        done = workspace.secrecy.isolate(piece.id, "赵主任", "附图标有秘密")

        assert done.trouble is None
        assert [one.facts.title for one in workspace.snapshot().pieces] == ["云岭县食品安全会议纪要"]
        assert piece.id in done.changes.pieces
        assert traces(place, WORDS, TITLE, NAME) == []
    assert traces(place, WORDS, TITLE, NAME) == []


def test_what_the_ledger_says_of_it_goes_with_it(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        piece = named(workspace, NAME)
        today = workspace.today
        texts = [f"《{TITLE}》没有盖章", f"{NAME}.txt 不清", f"{TITLE}", "别的问题"]
        rectifying.add(workspace, [Draft(Source.DAILY, today, one, origin=f"疑点提示（《{TITLE}》）") for one in texts])
        known = rectifying.findings(workspace)
        said = f"按《{TITLE}》办理"
        out = NewEvent(Did.HAND_OUT, None, "", "县教育委员会", "陈立", today, said)
        rectifying.record(workspace, [known[3].id], out)
        rectifying.amend(workspace, known[2].id, replace(draft_of(known[2]), text="写错了", place=f"看{TITLE}"))
        rectifying.strike(workspace, [known[1].id], f"与{NAME}重复")
        assert workspace.secrecy.plan(piece.id).findings == 4

        done = workspace.secrecy.isolate(piece.id, "赵主任", None)

        assert done.changes.findings
        told = rectifying.findings(workspace)
        assert [one.text for one in told] == ["隔离件1号没有盖章", "写错了", "别的问题"]
        assert told[2].events[0].said == "按隔离件1号办理"
        assert traces(place, WORDS, TITLE, NAME) == []
        workspace.undo()
        assert len(rectifying.findings(workspace)) == 4
        assert traces(place, WORDS, TITLE, NAME) == []


def test_the_index_of_texts_knows_none_of_its_words(place: Path, inbox: Path) -> None:
    def words() -> set[str]:
        with closing(sqlite3.connect(place / DATABASE)) as connection:
            connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'text_pairs', 'row')")
            return {word for (word,) in connection.execute("SELECT term FROM words") if "鲸" in word}

    with opened(place) as workspace:
        arrive(workspace, inbox)
        assert words() == {"蓝鲸", "鲸行"}
        workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None)
        assert words() == set()


def terms(place: Path) -> set[str]:
    """Return what the indexes of texts hold."""
    found: set[str] = set()
    with closing(sqlite3.connect(place / "dossier.sqlite")) as connection:
        for index in (PAIRS, LETTERS):
            connection.execute(f"CREATE VIRTUAL TABLE temp.of_{index} USING fts5vocab(main, {index}, row)")
            found.update(term for (term,) in connection.execute(f"SELECT term FROM temp.of_{index}"))  # noqa: S608
    return found


@pytest.mark.parametrize("undone", [False, True])
def test_the_index_of_texts_holds_none_of_its_characters(place: Path, inbox: Path, *, undone: bool) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        assert {"蓝鲸", "鲸"} <= terms(place)
        if undone:
            workspace.undo()
        workspace.secrecy.isolate_file(inbox / f"{NAME}.txt", "赵主任", None)
        assert {"蓝鲸", "鲸"} & terms(place) == set()


def test_the_record_says_who_and_when_and_the_hash_and_no_more(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        piece = named(workspace, NAME)
        sha256 = workspace.snapshot().originals[piece.parts[0].original].sha256
        (record,) = workspace.secrecy.isolate(piece.id, "赵主任", "附图标有秘密").records
        assert (record.number, record.sha256, record.who, record.why) == (1, sha256, "赵主任", "附图标有秘密")
        assert (record.size_bytes, record.finished) == (len(SECRET.encode()), True)
        assert workspace.secrecy.records() == (record,)
        assert (place / FOLDER / record.file_name).read_text("utf-8") == SECRET
        assert not list((place / "vault").rglob(f"*{sha256}*"))


def test_its_arrival_stays_without_its_name(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox / f"{NAME}.txt", inbox / "会议纪要.txt")
        workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None)
        (batch,) = workspace.receiving.batches()
        assert batch.source == "隔离件1号；会议纪要.txt"
        states = {file.source: (file.state, file.piece) for file in batch.files}
        assert states["隔离件1号"] == (ArrivalState.REFUSED, None)
        assert states["会议纪要.txt"][0] is ArrivalState.NEW


def test_what_is_said_of_papers_like_it_does_not_name_it(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        body = "各乡镇要按照部署认真落实食品安全各项工作任务，严格检查，及时整改。" * 20
        (inbox / f"{NAME}.txt").write_text(f"{TITLE}\n{body}\n{WORDS}", "utf-8")
        (inbox / "另一份.txt").write_text(f"关于转发文件的通知\n{body}\n请认真落实。", "utf-8")
        (inbox / "副本.txt").write_text(f"{TITLE}\n{body}\n{WORDS}", "utf-8")
        arrive(workspace, inbox / f"{NAME}.txt")
        arrive(workspace, inbox)
        assert any(NAME in text or TITLE in text for _, text in traces(place, NAME, TITLE))
        workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None)
        assert traces(place, WORDS, TITLE, NAME) == []
        assert workspace.snapshot().alike == {}


def test_a_file_whose_arrival_was_undone_can_be_isolated_too(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        workspace.undo()
        assert traces(place, WORDS)
        workspace.secrecy.isolate_file(inbox / f"{NAME}.txt", "赵主任", None)
        assert traces(place, WORDS, TITLE, NAME) == []
        with pytest.raises(RequestError, match="nothing_to_redo"):
            workspace.redo()


class OnePage:
    """Stops the recognition after a page."""

    def __init__(self) -> None:
        self._done = 0

    def advanced(self, task: str, done: int, total: int) -> None:
        del task, total
        self._done = done

    def cancelled(self) -> bool:
        return self._done > 0


@pytest.mark.parametrize("stopped", [False, True])
@pytest.mark.parametrize("undone", [False, True])
def test_what_was_recognised_of_a_scan_goes_with_it(
    place: Path, tmp_path: Path, *, undone: bool, stopped: bool
) -> None:
    path = tmp_path / f"{NAME}.pdf"
    path.write_bytes(as_pdf(*[Image.new("RGB", (400, 566), "white")] * 3, dpi=50))
    with opened(place) as workspace:
        arrive(workspace, path)
        if stopped:
            with pytest.raises(CancelledError):
                workspace.scans.read(OnePage(), Scripted({1: SECRET, 2: "", 3: ""}))
        else:
            workspace.scans.read(Silent(), Scripted({1: SECRET, 2: "", 3: ""}))
        if undone:
            workspace.undo()
        assert traces(place, WORDS)
        workspace.secrecy.isolate_file(path, "赵主任", None)
        assert traces(place, WORDS, TITLE, NAME) == []


def test_a_file_that_never_came_is_refused(place: Path, inbox: Path) -> None:
    with opened(place) as workspace, pytest.raises(RequestError, match="isolate_unknown"):
        workspace.secrecy.isolate_file(inbox / f"{NAME}.txt", "赵主任", None)


def test_the_versions_before_a_newer_one_go_with_it(place: Path, inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "新版.txt").write_text(SECRET.replace("五月", "六月"), "utf-8")
    with opened(place) as workspace:
        arrive(workspace, inbox)
        piece = named(workspace, NAME).id
        workspace.receiving.replace_with_file(piece, tmp_path / "新版.txt", None, Silent())
        done = workspace.secrecy.isolate(piece, "赵主任", None)
        assert [record.number for record in done.records] == [1, 2]
        assert traces(place, WORDS, TITLE, NAME) == []


def test_a_piece_of_several_files_keeps_the_others(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        secret, other = named(workspace, NAME), named(workspace, "会议纪要")
        workspace.pieces.join([secret.id, other.id])
        workspace.file(secret.id, ["1-3"])
        assert workspace.secrecy.plan(secret.id).pieces == (secret.id,)
        workspace.secrecy.isolate_original(secret.parts[0].original, "赵主任", None)
        (left,) = workspace.snapshot().pieces
        assert (left.parts, left.facts.title, workspace.snapshot().filings) == (other.parts, None, ())
        assert traces(place, WORDS, TITLE, NAME) == []


def test_what_lies_in_the_bin_goes_from_there_and_cannot_be_brought_back(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox, accept=Accept.BEST)
        piece = named(workspace, NAME)
        workspace.file(piece.id, ["1-3"])
        discard(workspace, [piece.id], f"{TITLE}不该在这里")
        going = workspace.secrecy.plan(piece.id)
        assert (going.names, going.pieces, going.binned) == ((f"{NAME}.txt",), (), (TITLE,))
        assert traces(place, WORDS, TITLE, NAME)

        done = workspace.secrecy.isolate(piece.id, "赵主任", None)

        assert (done.trouble, len(done.records)) == (None, 1)
        assert in_bin(workspace) == ()
        workspace.secrecy.check_export(workspace.snapshot())
        assert traces(place, WORDS, TITLE, NAME) == []
        with pytest.raises(RequestError) as refused:
            bring_back(workspace, [piece.id])
        assert refused.value.code == "bin_without"
        with pytest.raises(RequestError, match="nothing_to_undo"):
            workspace.undo()
        assert [one.facts.title for one in workspace.snapshot().pieces] == ["云岭县食品安全会议纪要"]
        assert in_bin(workspace) == ()
    assert traces(place, WORDS, TITLE, NAME) == []


def test_what_lies_in_the_bin_with_other_files_comes_back_without_the_secret_one(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        secret, other = named(workspace, NAME), named(workspace, "会议纪要")
        workspace.pieces.join([secret.id, other.id])
        discard(workspace, [secret.id])
        workspace.secrecy.isolate_original(secret.parts[0].original, "赵主任", None)
        (left,) = workspace.snapshot().pieces
        assert (left.parts, left.facts.title, in_bin(workspace)) == (other.parts, None, ())
        assert traces(place, WORDS, TITLE, NAME) == []


def test_what_lies_in_the_bin_and_keeps_other_files_is_not_counted_as_going(place: Path, inbox: Path) -> None:
    (inbox / "两份.pdf").write_bytes(pdf_of("one", "two"))
    with opened(place) as workspace:
        arrive(workspace, inbox / "两份.pdf", inbox / "会议纪要.txt")
        whole, other = named(workspace, "两份"), named(workspace, "会议纪要")
        _, (first, second) = workspace.pieces.split(whole.id, [(1, 1), (2, 2)], [None, "后一份"])
        workspace.pieces.join([second, other.id])
        discard(workspace, [second])
        going = workspace.secrecy.plan(first)
        assert (going.pieces, going.thinned, going.binned, len(going.binned_thinned)) == ((first,), (), (), 1)
        (title,) = [one.title for one in in_bin(workspace)]
        assert going.binned_thinned == (title,)
        workspace.secrecy.isolate(first, "赵主任", None)
        (left,) = workspace.snapshot().pieces
        assert (left.id, left.parts) == (second, other.parts)


def test_what_the_bin_has_on_paper_only_is_refused(place: Path) -> None:
    with opened(place) as workspace:
        piece = register(workspace)
        discard(workspace, [piece])
        with pytest.raises(RequestError) as refused:
            workspace.secrecy.plan(piece)
        assert refused.value.code == "isolate_of_paper"


def test_the_plan_tells_what_would_go(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        piece = named(workspace, NAME)
        going = workspace.secrecy.plan(piece.id)
        assert (going.names, going.pieces, going.thinned) == ((f"{NAME}.txt",), (piece.id,), ())
        assert workspace.secrecy.records() == ()


# It never comes back


def test_the_same_file_is_refused_at_the_door_without_its_name_being_written_down(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None)
        taken = workspace.add([inbox / f"{NAME}.txt"], Accept.BEST, Silent())
        (file,) = taken.files
        assert (file.state, str(file.source), file.flags) == (
            ArrivalState.REFUSED,
            f"{NAME}.txt",
            frozenset({Flag.SECRET}),
        )
        assert "隔离件1号" in str(file.message)
        assert len(workspace.snapshot().pieces) == 1
        assert workspace.receiving.batches()[-1].source == "隔离件1号"
        assert traces(place, WORDS, TITLE, NAME) == []


def steps_before(workspace: Workspace, inbox: Path) -> list[Callable[[], object]]:
    def secret() -> PieceId:
        return named(workspace, NAME).id

    return [
        lambda: arrive(workspace, inbox),
        lambda: workspace.file(secret(), ["1-1"]),
        lambda: register(workspace, Facts(title="纪要原件"), "1-2"),
        lambda: register(workspace, Facts(title="台账原件"), "1-3"),
    ]


def test_undo_takes_back_what_came_after_it_was_touched_and_no_more(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        for step in steps_before(workspace, inbox):
            step()
        workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None)
        isolated = workspace.snapshot()
        undone = 0
        while workspace.history().undo:
            workspace.undo()
            undone += 1
        assert undone == 2, "the filing of it and the arrival are sealed"
        assert [p.facts.title for p in workspace.snapshot().pieces] == ["云岭县食品安全会议纪要"]
        for _ in range(undone):
            workspace.redo()
        assert workspace.snapshot() == isolated
        assert workspace.history().redo is None
    assert traces(place, WORDS, TITLE, NAME) == []


def test_what_was_undone_before_is_not_done_again(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        for step in steps_before(workspace, inbox):
            step()
        workspace.undo()
        workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None)
        assert workspace.history().redo is None
        register(workspace, replace(PLAN, title="后来的"))
        workspace.undo()
        workspace.redo()
        assert "后来的" in {p.facts.title for p in workspace.snapshot().pieces}


def test_a_second_find_is_recorded_beside_the_first(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None)
        workspace.secrecy.isolate(named(workspace, "会议纪要").id, "赵主任", None)
        assert [record.number for record in workspace.secrecy.records()] == [1, 2]
        assert workspace.snapshot().pieces == ()
        assert workspace.history().undo is None


@settings(max_examples=25)
@given(before=STEPS, after=STEPS)
def test_whatever_was_done_around_it_nothing_comes_back(before: list[Step], after: list[Step]) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "项目") as workspace:
        path = Path(folder) / f"{NAME}.txt"
        path.write_text(SECRET, "utf-8")
        arrive(workspace, path)
        register(workspace)
        for step in before:
            do(workspace, step)
        workspace.secrecy.isolate_file(path, "赵主任", None)
        for step in after:
            do(workspace, step)
        end = workspace.snapshot()
        undone = 0
        while workspace.history().undo:
            workspace.undo()
            undone += 1
        for _ in range(undone):
            workspace.redo()
        assert workspace.snapshot() == end
        assert traces(Path(folder) / "项目", WORDS, TITLE, NAME) == []


def test_a_moment_from_before_is_not_exported(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        before = workspace.snapshot()
        workspace.secrecy.check_export(before)
        workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None)
        with pytest.raises(ExportError, match="export_isolated"):
            workspace.secrecy.check_export(before)
        workspace.secrecy.check_export(workspace.snapshot())


# What still lies where


def test_what_else_holds_it_is_listed_and_ticked_by_name(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        workspace.back_up()
        (record,) = workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None).records
        kinds = [copy.kind for copy in record.copies]
        assert kinds == [CopyKind.FILE, CopyKind.BACKUP, CopyKind.SOURCE, CopyKind.OPENED, CopyKind.ELSEWHERE]
        source = record.copies[2]
        assert source.place == "2024-01-08"
        (record,) = workspace.secrecy.clear([source.name], "赵主任")
        assert [copy.who for copy in record.copies] == [None, None, "赵主任", None, None]
        assert record.open == 4
        with pytest.raises(RequestError, match="copy_there"):
            workspace.secrecy.clear(["1-2"], "赵主任")
        with pytest.raises(RequestError, match="copy_unknown"):
            workspace.secrecy.clear(["7-1"], "赵主任")


def test_purging_removes_backups_that_hold_it_and_leaves_a_new_one(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        before = workspace.back_up()
        clean = before.rename(before.with_name("以前的.sqlite"))
        arrive(workspace, inbox)
        holding = workspace.back_up()
        holding = holding.rename(holding.with_name("后来的.sqlite"))
        workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None)
        assert traces(place, WORDS) == [("backups/后来的.sqlite", WORDS)]

        count, new = workspace.secrecy.purge("赵主任", with_files=False)

        assert (count, holding.exists(), clean.exists()) == (1, False, True)
        assert new is not None
        assert new.is_file()
        assert traces(place, WORDS, TITLE, NAME) == []
        (record,) = workspace.secrecy.records()
        assert (place / FOLDER / record.file_name).is_file(), "the file itself waits for who decides"


def test_the_file_itself_goes_only_where_that_is_asked_for(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        (record,) = workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None).records
        workspace.secrecy.purge("赵主任", with_files=True)
        assert not (place / FOLDER / record.file_name).exists()
        assert workspace.secrecy.records()[0].copies[0].who == "赵主任"


def test_exports_within_the_project_are_listed_and_purged(place: Path, inbox: Path) -> None:
    exports = place / "exports"
    with opened(place) as workspace:
        arrive(workspace, inbox)
        for name in ("内部工作版", "电子版资料"):
            (exports / name).mkdir(parents=True)
            (exports / name / "资料.docx").write_text(WORDS, "utf-8")
        (exports / ".beijian-export.json").write_text("{}", "utf-8")
        (exports / "县里自己放的.txt").write_text("别的", "utf-8")
        (record,) = workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None).records
        listed = {copy.place for copy in record.copies if copy.kind is CopyKind.EXPORT}
        assert listed == {"exports/内部工作版", "exports/电子版资料", "exports/.beijian-export.json"}
        workspace.secrecy.purge("赵主任", with_files=False)
        assert [path.name for path in exports.iterdir()] == ["县里自己放的.txt"]


def test_what_is_left_of_an_export_that_was_broken_off_is_listed_and_purged(place: Path, inbox: Path) -> None:
    left = place / "exports" / ".导出中-12345678"
    with opened(place) as workspace:
        arrive(workspace, inbox)
        (left / "out" / "电子版资料").mkdir(parents=True)
        (left / "out" / "电子版资料" / "资料.docx").write_text(WORDS, "utf-8")
        (record,) = workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None).records
        listed = [copy.place for copy in record.copies if copy.kind is CopyKind.EXPORT]
        assert listed == ["exports/.导出中-12345678"]
        workspace.secrecy.purge("赵主任", with_files=False)
        assert not left.exists()


def test_an_edition_that_was_handed_over_is_listed(place: Path, inbox: Path, tmp_path: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        workspace.confirm_export("赵主任", tmp_path / "送审")
        (record,) = workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None).records
        places = [copy.place for copy in record.copies if copy.kind is CopyKind.EXPORT]
        assert places == [str((tmp_path / "送审").resolve())]
        count, backup = workspace.secrecy.purge("赵主任", with_files=False)
        assert (count, backup) == (0, None)


def test_an_edition_that_was_begun_and_broken_off_is_listed(place: Path, inbox: Path, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    with opened(place) as workspace:
        arrive(workspace, inbox)
        template = load_template(WORD_TEMPLATE)
        options = ExportOptions(stick, template, "1", "王敏", editions=(Edition.SUBMISSION,), project=place)
        begin = partial(workspace.secrecy.begin_export, stick)
        with pytest.raises(CancelledError):
            export_dossier(workspace.snapshot(), workspace.original_path, options, Stopping("documents", 0), begin)
        (record,) = workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None).records
        assert [copy.place for copy in record.copies if copy.kind is CopyKind.EXPORT] == [str(stick.resolve())]


def test_that_an_edition_was_begun_is_no_step_to_take_back(place: Path, inbox: Path, tmp_path: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        workspace.secrecy.begin_export(tmp_path / "U盘")
        undone = workspace.history().undo
        assert undone is not None
        assert undone.action is Action.TAKE_IN


# What is refused


def test_somebody_must_answer_for_it(place: Path, inbox: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        with pytest.raises(RequestError, match="isolate_by_whom"):
            workspace.secrecy.isolate(named(workspace, NAME).id, " ", None)
        assert len(workspace.snapshot().pieces) == 2


def test_what_has_no_file_is_refused_with_what_to_do(place: Path) -> None:
    with opened(place) as workspace:
        piece = register(workspace)
        with pytest.raises(RequestError) as refusal:
            workspace.secrecy.isolate(piece, "赵主任", None)
        assert "纸质" in wording.sentence(refusal.value)


# Broken off


@pytest.fixture(params=["vault", "database"])
def broken_off(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the disk refuse one of the steps that follow the transaction, until the test has it mended."""

    def refuses(*_: object) -> None:
        raise PermissionError(13, "in use", "原件")

    def refuses_too(*_: object) -> None:
        raise WorkspaceError("workspace_busy", path="项目")

    if request.param == "vault":
        monkeypatch.setattr(Vault, "hand_over", refuses)
    else:
        monkeypatch.setattr(Workspace, "compact", refuses_too)
    return monkeypatch.undo


def test_what_was_broken_off_goes_on_at_the_next_opening(
    place: Path, inbox: Path, broken_off: Callable[[], None]
) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        done = workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None)
        assert done.trouble
        assert [record.finished for record in done.records] == [False]
        assert len(workspace.snapshot().pieces) == 1
    with opened(place) as workspace:
        assert [record.finished for record in workspace.secrecy.records()] == [False], "and it opens all the same"
    broken_off()
    with opened(place) as workspace:
        (record,) = workspace.secrecy.records()
        assert record.finished
        data = (place / FOLDER / record.file_name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == record.sha256
    assert traces(place, WORDS, TITLE, NAME) == []


def test_an_isolation_that_fails_half_way_has_not_begun(
    place: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(place) as workspace:
        arrive(workspace, inbox)
        before, number = workspace.snapshot(), workspace.last_change()

        def fails(*_: object) -> None:
            raise WorkspaceError("disk_full", path="项目")

        monkeypatch.setattr("evidence.store.isolation._take_out", fails)
        with pytest.raises(DossierError, match="disk_full"):
            workspace.secrecy.isolate(named(workspace, NAME).id, "赵主任", None)
        monkeypatch.undo()
        assert (workspace.snapshot(), workspace.last_change()) == (before, number)
        assert workspace.secrecy.records() == ()
