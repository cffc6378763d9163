"""分盒 and 定号: which items lie in which box, and what stays once a box is printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from evidence.boxes import BoxRules
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.progress import Report
from evidence.snapshot import Changes

if TYPE_CHECKING:  # documents are laid out when somebody asks for boxes
    from evidence.export.box_plan import BoxPlan
    from evidence.export.template import Template
    from evidence.workspace import Workspace

_LEAST_PAGES = 20


class Boxing:
    """A service of a workspace; raises `RequestError` for what would make no sense."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def plan(self, template: Template, report: Report) -> BoxPlan:
        """Return the boxes of the 送审版 with their pages, as they would be exported now."""
        from evidence.export import box_plan

        snapshot = self._workspace.snapshot()
        return box_plan.plan(snapshot, self._workspace.original_path, snapshot.boxes.rules, template, report)

    def fix(self, plan: BoxPlan, numbers: Collection[int]) -> Changes:
        """Keep the numbers and pages that a plan gives boxes (定号), as printed; also those that changed since.

        From the first one on all items stay in their boxes.
        """
        from evidence.export import box_plan

        snapshot = self._workspace.snapshot()
        wanted = _known(numbers, {box.number for box in plan.boxes})
        uncounted = [box.number for box in plan.boxes if box.number in wanted and box.uncounted]
        if uncounted:
            raise RequestError("box_uncounted", boxes=_named(uncounted))
        boxes = box_plan.fixed_boxes(plan, snapshot, wanted, self._workspace.now, self._workspace.who)
        with self._workspace.writing(Action.FIX_BOXES) as writer:
            writer.keep_boxes(snapshot.scheme_id, boxes)
        return writer.changes

    def reopen(self, numbers: Collection[int]) -> Changes:
        """Let the numbers and pages of boxes be given anew; once none is fixed, boxes follow from the pages again."""
        snapshot = self._workspace.snapshot()
        wanted = _known(numbers, {box.number for box in snapshot.boxes.fixed})
        boxes = [replace(box, fixed=None) if box.number in wanted else box for box in snapshot.boxes.boxes]
        with self._workspace.writing(Action.REOPEN_BOX) as writer:
            writer.keep_boxes(snapshot.scheme_id, boxes if any(box.fixed for box in boxes) else [])
        return writer.changes

    def set_rules(self, rules: BoxRules) -> Changes:
        """Record how boxes and pages are counted; what was printed forbids all but where late papers go."""
        self.check_rules(rules)
        with self._workspace.writing(Action.BOX_RULES) as writer:
            writer.keep_box_rules(self._workspace.snapshot().scheme_id, rules)
        return writer.changes

    def check_rules(self, rules: BoxRules) -> None:
        """Refuse rules that make no sense, or that what was printed forbids."""
        snapshot = self._workspace.snapshot()
        if rules.most_pages is not None and rules.most_pages < _LEAST_PAGES:
            raise RequestError("box_pages", least=_LEAST_PAGES)
        if snapshot.boxes.fixed and replace(rules, late=snapshot.boxes.rules.late) != snapshot.boxes.rules:
            raise RequestError("box_rules_fixed", boxes=_named(box.number for box in snapshot.boxes.fixed))


def _known(numbers: Collection[int], known: Collection[int]) -> set[int]:
    unknown = sorted(set(numbers) - set(known))
    if unknown or not numbers:
        raise RequestError("box_unknown", boxes=_named(unknown), known=_named(sorted(known)))
    return set(numbers)


def _named(numbers: Iterable[int]) -> str:
    return "、".join(map(str, numbers)) or "（没有）"
