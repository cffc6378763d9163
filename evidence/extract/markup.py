"""XML that comes from strangers."""

from __future__ import annotations

from lxml import etree

Element = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - lxml has no public name for it


def safe_xml(data: bytes) -> Element:
    """Parse XML from a stranger: no entities, no network, no giant trees. Raises `etree.XMLSyntaxError`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    return etree.fromstring(data, parser)
