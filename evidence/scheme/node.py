"""A criterion while its table is being read: its parent and code can still change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from evidence.model import Rule, Slot


class Node(Struct, eq=False):
    """A group or an item; an empty code is not known yet."""

    where: str
    code: str
    title: str | None
    text: str | None
    parent: Node | None
    children: list[Node] = field(default_factory=list["Node"])
    points: float | None = None
    rule: Rule | None = None
    method: str | None = None
    lead_unit: str | None = None
    support_units: tuple[str, ...] = ()
    key: bool = False
    required: tuple[Slot, ...] = ()
    ways: str | None = None
    person: str | None = None
    due: str | None = None
    note: str | None = None
    is_item: bool = False  # stands in the table as an item, though others may name it as parent

    def above(self) -> list[Node]:
        """Return the groups above, outermost first."""
        groups: list[Node] = []
        group = self.parent
        while group is not None:
            groups.insert(0, group)
            group = group.parent
        return groups

    def leaves(self) -> list[Node]:
        """Return the items below that have none below them, or itself."""
        return [node for node in walk([self]) if not node.children]

    def move_below(self, parent: Node, roots: list[Node]) -> None:
        """Make another node the parent."""
        (self.parent.children if self.parent else roots).remove(self)
        parent.children.append(self)
        self.parent = parent


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes and all below them, groups before their children."""
    for node in nodes:
        yield node
        yield from walk(node.children)
