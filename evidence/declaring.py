"""网上申报 of a project: what the web site takes is kept with it, and changed as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence.declaration import DeclareRule, check_rule
from evidence.journal import Action
from evidence.snapshot import Changes
from evidence.store.declare_reading import read_rule

if TYPE_CHECKING:
    from evidence.workspace import Workspace


def rule_of(workspace: Workspace) -> DeclareRule:
    """Return what the web site takes, as far as somebody wrote it down."""
    with workspace.reading() as source:
        return read_rule(source)


def set_rule(workspace: Workspace, rule: DeclareRule) -> Changes:
    """Record what the web site takes; raise `RequestError` for what makes no sense. The same again is no step."""
    from evidence.store.declare_rows import keep_rule

    check_rule(rule)
    if rule == rule_of(workspace):
        return Changes()
    with workspace.writing(Action.EDIT_DECLARE_RULE) as writer:
        keep_rule(writer.rows, rule)
    return writer.changes
