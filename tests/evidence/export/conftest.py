"""What tests of the export ask for: the program's own template, a shelf of papers, one schema."""

from __future__ import annotations

import pytest
from pages.invented import Shelf, make_shelf

from app.paths import WORD_TEMPLATE
from evidence.export.template import Template, load_template


@pytest.fixture(scope="session")
def template() -> Template:
    """The template that the program ships."""
    return load_template(WORD_TEMPLATE)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Files to make pieces from."""
    return make_shelf(tmp_path_factory.mktemp("shelf"))
