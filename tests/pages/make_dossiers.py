"""Makes twenty dossiers of differing size and in every profile, the same each time, for `tests/tools/check_pages.py`.

python tests/pages/make_dossiers.py OUT     prints one JSON line for each Word file: its path and its entries

`python3 dev.py bench dossiers` makes and checks fifty.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

if __name__ == "__main__":
    _TESTS = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(_TESTS.parent), str(_TESTS)]

from pages.dossiers import SOME, make


def main(out: Path) -> None:
    """Make all and say what was made."""
    for number in range(len(SOME)):
        for document in make(out, number).documents:
            line = {"path": str(document.path), "entries": document.entries, "pages": document.pages}
            print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
