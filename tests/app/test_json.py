"""`--json` is one document on stdout and nothing else there, with the fields that the contract names."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from tests.app.examples import Command, Example

MAYBE_STR = (str, None)
MAYBE_INT = (int, None)
NUMBER = (int, float)
FACTS = {
    "title": MAYBE_STR,
    "document_number": MAYBE_STR,
    "issuer": MAYBE_STR,
    "issued_on": MAYBE_STR,
    "year": MAYBE_INT,
    "kind": MAYBE_STR,
    "stage": MAYBE_STR,
    "level": MAYBE_STR,
    "seal": (bool, None),
    "valid_until": MAYBE_STR,
    "place": MAYBE_STR,
}
SLOT = {
    "name": str,
    "kind": MAYBE_STR,
    "kinds": [str],
    "stage": MAYBE_STR,
    "years": str,
    "count": int,
    "must": [str],
    "scope": str,
    "owners": [str],
    "alternative": MAYBE_STR,
    "paper_allowed": bool,
    "not_applicable": MAYBE_STR,
    "proposed": bool,
    "due": MAYBE_STR,
}
SCHEME = {
    "title": str,
    "edition": MAYBE_STR,
    "document_number": MAYBE_STR,
    "total_points": (int, float, None),
    "items": [
        {
            "code": str,
            "parent": MAYBE_STR,
            "title": MAYBE_STR,
            "text": MAYBE_STR,
            "points": (int, float, None),
            "rule": MAYBE_STR,
            "method": MAYBE_STR,
            "lead_unit": MAYBE_STR,
            "support_units": [str],
            "key": bool,
            "veto": bool,
            "bonus": bool,
            "proposed": [SLOT],
            "required": [SLOT],
            "clauses": [
                {
                    "words": str,
                    "rule": MAYBE_STR,
                    "won": (int, float, None),
                    "lost": (int, float, None),
                    "least": (int, float, None),
                    "share": (int, float, None),
                    "per": MAYBE_STR,
                    "cap": (int, float, None),
                    "until_zero": bool,
                    "thresholds": [{"comparison": str, "number": float, "unit": str}],
                    "message": str,
                }
            ],
            "ways": MAYBE_STR,
            "person": MAYBE_STR,
            "due": MAYBE_STR,
            "note": MAYBE_STR,
        }
    ],
    "warnings": [{"code": str, "where": str, "message": str}],
    "columns": [
        {"sheet": str, "read": bool, "header_rows": [int], "columns": [{"column": str, "heading": str, "role": str}]}
    ],
    "sums": [{"where": str, "title": str, "stated": float, "found": (int, float), "agrees": bool}],
}
ORIGINS = {**dict.fromkeys(FACTS, MAYBE_STR), "unit": MAYBE_STR, "pages": MAYBE_STR}
ADD = {
    "files": [
        {
            "source": str,
            "state": str,
            "id": MAYBE_STR,
            "sha256": MAYBE_STR,
            "media_type": MAYBE_STR,
            **FACTS,
            "pages": MAYBE_INT,
            "scanned": (bool, None),
            "confidence": (*NUMBER, None),
            "flags": [str],
            "duplicate_of": MAYBE_STR,
            "near_duplicate_of": MAYBE_STR,
            "match": (str, None),
            "new_version_of": (str, None),
            "suggestions": [{"code": str, "confidence": NUMBER, "why": str}],
            "filed_under": [str],
            "message": MAYBE_STR,
            "origins": ORIGINS,
        }
    ],
    "totals": {
        "seen": int,
        "new": int,
        "duplicate": int,
        "junk": int,
        "refused": int,
        "unreadable": int,
        "filed": int,
        "seconds": NUMBER,
    },
}
PIECE = {
    "id": str,
    **FACTS,
    "unit": MAYBE_STR,
    "pages": MAYBE_INT,
    "flags": [str],
    "filed_under": [{"code": str, "slot": MAYBE_STR}],
    "origins": ORIGINS,
}
REQUIREMENT = {
    "name": str,
    "year": MAYBE_INT,
    "unit": MAYBE_STR,
    "needed": int,
    "have": int,
    "state": str,
    "not_applicable": MAYBE_STR,
    "met_by": MAYBE_STR,
    "defects": [{"code": str, "id": str, "title": MAYBE_STR, "message": str}],
    "flaws": [{"code": str, "id": str, "title": MAYBE_STR, "message": str}],
    "waiting": int,
}
GAPS = {
    "items": [
        {
            "code": str,
            "state": str,
            "required": [REQUIREMENT],
            "proposed": [REQUIREMENT],
        }
    ],
    "totals": {"items": int, "complete": int, "partial": int, "missing": int, "not_applicable": int, "percent": NUMBER},
    "score": {"points": NUMBER, "lost": NUMBER, "total": NUMBER, "veto": [str]},
    "gate": {"ready": bool, "reasons": [{"code": str, "message": str}]},
}
DOCUMENT = {"path": str, "kind": str, "edition": str, "pages": int, "entries": int, "bytes": int}
EXPORT = {
    "documents": [DOCUMENT],
    "package": MAYBE_STR,
    "omissions": [{"what": str, "why": str}],
    "cropped": [str],
    "pieces": int,
    "pictures": int,
    "resumed": int,
    "second": (int, None),
    "seconds": NUMBER,
}
VERIFY = {"files": int, "ok": bool, "faults": [{"code": str, "path": str, "message": str}], "beside": [str]}


def misfits(value: object, shape: object, where: str = "") -> list[str]:
    """Return where `value` has not the shape: a dict of fields, a list of one, a type, or a tuple of types and None."""
    if isinstance(shape, dict):
        fields, found = cast("dict[str, object]", shape), cast("dict[str, object]", value)
        if not isinstance(value, dict) or found.keys() != fields.keys():
            return [f"{where}: {value!r}"]
        return [fault for key in fields for fault in misfits(found[key], fields[key], f"{where}.{key}")]
    if isinstance(shape, list):
        (member,) = cast("list[object]", shape)
        if not isinstance(value, list):
            return [f"{where}: {value!r}"]
        parts = enumerate(cast("list[object]", value))
        return [fault for index, part in parts for fault in misfits(part, member, f"{where}[{index}]")]
    kinds = cast("tuple[object, ...]", shape) if isinstance(shape, tuple) else (shape,)
    fits = (value is None and None in kinds) or type(value) in kinds
    return [] if fits else [f"{where}: {value!r}"]


def test_a_shape_that_does_not_fit_is_noticed() -> None:
    assert misfits({"a": [1, "2"], "b": True}, {"a": [int], "b": int}) == [".a[1]: '2'", ".b: True"]


def test_scheme_says_what_the_contract_names(example: Example, beijian: Command) -> None:
    outcome = beijian("scheme", example.scheme, "--json")
    assert (outcome.status, outcome.err, misfits(outcome.json, SCHEME)) == (0, "", [])


def test_items_of_a_scheme_have_the_clauses_of_their_standards(example: Example, beijian: Command) -> None:
    items = {item["code"]: item for item in beijian("scheme", example.scheme, "--json").json["items"]}
    assert [(clause["words"], clause["rule"], clause["lost"]) for clause in items["1-2"]["clauses"]] == [
        ("缺一个扣1分", "per_finding", 1)
    ]


def test_items_of_a_scheme_name_their_groups(example: Example, beijian: Command) -> None:
    items = beijian("scheme", example.scheme, "--json").json["items"]
    codes = {item["code"] for item in items}
    assert {item["parent"] for item in items} - {None} <= codes
    assert codes - {item["parent"] for item in items} == {"1-1", "1-2", "2-1"}


def test_new_says_what_was_made(example: Example, beijian: Command, tmp_path: Path) -> None:
    outcome = beijian("new", tmp_path / "新", "--scheme", example.scheme, "--townships", "甲镇，乙镇", "--json")
    assert misfits(outcome.json, {"workspace": str, "items": int, "townships": [str], "proposed": int}) == []
    assert outcome.json["townships"] == ["甲镇", "乙镇"]


def test_add_says_what_the_contract_names(example: Example) -> None:
    assert misfits(example.said, ADD) == []


def test_the_totals_of_add_count_its_files(example: Example) -> None:
    files, totals = example.said["files"], example.said["totals"]
    states = ("new", "duplicate", "junk", "refused", "unreadable")
    assert {s: totals[s] for s in states} == {s: sum(f["state"] == s for f in files) for s in states}
    assert (totals["seen"], totals["filed"]) == (len(files), sum(bool(f["filed_under"]) for f in files))
    assert totals["seconds"] > 0


def test_a_duplicate_in_one_batch_names_the_source_of_the_other(example: Example) -> None:
    (copy,) = [file for file in example.said["files"] if file["state"] == "duplicate"]
    assert copy["duplicate_of"] == "1-1 2023年食品安全工作方案.docx"


def test_a_duplicate_of_an_earlier_batch_names_its_id(example: Example, beijian: Command) -> None:
    (first,) = [file for file in example.said["files"] if file["source"].startswith("1-1")]
    outcome = beijian("add", example.workspace, example.inbox, "--json")
    (again,) = [file for file in outcome.json["files"] if file["source"].startswith("1-1")]
    assert (outcome.err, again["state"], again["duplicate_of"]) == ("", "duplicate", first["id"])


def test_only_duplicates_name_another(example: Example) -> None:
    assert [f["source"] for f in example.said["files"] if f["duplicate_of"] and f["state"] != "duplicate"] == []


def test_file_says_where_a_piece_lies(example: Example, beijian: Command) -> None:
    outcome = beijian("file", example.workspace, a_piece(example), "2-1", "--json")
    assert (outcome.status, outcome.err, misfits(outcome.json, PIECE)) == (0, "", [])
    assert {"code": "2-1", "slot": "检查照片"} in outcome.json["filed_under"] or {
        "code": "2-1",
        "slot": None,
    } in outcome.json["filed_under"]


def test_facts_says_what_is_known_of_a_piece(example: Example, beijian: Command) -> None:
    outcome = beijian(
        "facts", example.workspace, a_piece(example), "--title", "更正", "--date", "2023-05-01", "--flag", "draft",
        "--year", "", "--json",
    )  # fmt: skip
    assert misfits(outcome.json, PIECE) == []
    said = {name: outcome.json[name] for name in ("title", "issued_on", "flags", "year")}
    assert said == {"title": "更正", "issued_on": "2023-05-01", "flags": ["draft"], "year": None}


def test_paper_says_what_was_registered(example: Example, beijian: Command) -> None:
    outcome = beijian(
        "paper", example.workspace, "1-2", "--title", "纪要", "--where", "柜", "--keeper", "王敏", "--json"
    )
    assert (outcome.status, misfits(outcome.json, PIECE)) == (0, [])


def a_piece(example: Example) -> str:
    return str(next(file["id"] for file in example.said["files"] if file["state"] == "new"))


@pytest.mark.parametrize("options", [[], ["--unit", "双河镇"], ["--gate"]])
def test_gaps_says_what_the_contract_names(options: list[str], example: Example, beijian: Command) -> None:
    outcome = beijian("gaps", example.workspace, *options, "--json")
    assert (outcome.err, misfits(outcome.json, GAPS)) == ("", [])


def test_gaps_of_a_unit_are_its_own(example: Example, beijian: Command) -> None:
    items = beijian("gaps", example.workspace, "--unit", "双河镇", "--json").json["items"]
    assert {row["unit"] for item in items for row in item["required"]} == {"双河镇"}


def test_export_says_what_the_contract_names(example: Example, beijian: Command, tmp_path: Path) -> None:
    outcome = beijian("export", example.workspace, "--out", tmp_path / "导出", "--json")
    assert (outcome.status, outcome.err, misfits(outcome.json, EXPORT)) == (0, "", [])
    assert outcome.json["seconds"] > 0


def test_export_names_files_that_are_there(example: Example, beijian: Command, tmp_path: Path) -> None:
    said = beijian("export", example.workspace, "--out", tmp_path / "导出", "--json").json
    assert [Path(d["path"]).stat().st_size for d in said["documents"]] == [d["bytes"] for d in said["documents"]]
    assert {d["edition"] for d in said["documents"]} == {"internal", "submission"}
    assert Path(said["package"]).is_dir()


@pytest.mark.parametrize(("edition", "packed"), [("internal", False), ("submission", True)])
def test_export_of_one_edition_makes_the_package_only_to_submit(
    edition: str, packed: bool, example: Example, beijian: Command, tmp_path: Path
) -> None:
    said = beijian("export", example.workspace, "--out", tmp_path / "导出", "--edition", edition, "--json").json
    assert misfits(said, EXPORT) == []
    assert {document["edition"] for document in said["documents"]} == {edition}
    assert (said["package"] is not None, (tmp_path / "导出" / "电子版资料").exists()) == (packed, packed)


def test_verify_says_whether_all_is_right(example: Example, beijian: Command, tmp_path: Path) -> None:
    said = beijian("export", example.workspace, "--out", tmp_path / "导出", "--json").json
    outcome = beijian("verify", said["package"], "--json")
    assert (outcome.status, misfits(outcome.json, VERIFY), outcome.json["ok"]) == (0, [], True)
    own = 4  # the 总目录, and in 99 校验 all but the manifest and its own hash
    assert outcome.json["files"] == said["pieces"] + own
