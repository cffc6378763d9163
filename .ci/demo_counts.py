"""Assert what the example must hold, and list its documents as lines of entries<TAB>path.

Usage: demo_counts.py DEMO.json     (what `dev.py demo --json` printed; BEIJIAN names the command)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SCHEMES = Path(__file__).resolve().parent.parent / "templates" / "schemes"
LEAST = {"papers": 20, "pictures": 8, "items": 10, "categories": 3, "documents": 2}


def ask(*arguments: str) -> Any:  # noqa: ANN401 - it is whatever the command prints
    """Run the program and return its JSON."""
    done = subprocess.run([os.environ["BEIJIAN"], *arguments, "--json"], check=True, capture_output=True)
    return json.loads(done.stdout)


def categories() -> dict[str, str]:
    """Return each criterion's topmost group, over the schemes that ship."""
    tops: dict[str, str] = {}
    for table in sorted(path for path in SCHEMES.iterdir() if path.suffix in {".csv", ".xlsx"}):
        items = ask("scheme", str(table))["items"]
        parents = {item["code"]: item["parent"] for item in items}
        for code in parents:
            top = code
            while parents.get(top):
                top = parents[top]
            tops[code] = top
    return tops


def main(result: Path) -> int:
    """Print the counts to stderr and the list to stdout; fail if a count is too low."""
    made = json.loads(result.read_text(encoding="utf-8"))
    filed = [i["code"] for i in ask("gaps", made["workspace"])["items"] if any(r["have"] for r in i["required"])]
    tops = categories()
    documents = [d for d in made["documents"] if str(d["path"]).endswith(".docx")]
    counts = {
        "papers": made["pieces"],
        "pictures": made["pictures"],
        "items": len(filed),
        "categories": len({tops[code] for code in filed}),
        "documents": len(documents),
    }
    print("the example holds", ", ".join(f"{n} {name}" for name, n in counts.items()), file=sys.stderr)
    short = {name: n for name, n in counts.items() if n < LEAST[name]}
    if short:
        print(f"too few: {short}, at least {LEAST}", file=sys.stderr)
        return 1
    for document in documents:
        print(document["entries"] or 0, document["path"], sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
