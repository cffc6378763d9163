"""What nobody waits for claims less of the processor than what somebody looks at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[3]
_GIVES_WAY = "import os; from evidence.extract.priority import give_way; print(give_way(), getattr(os, 'nice', int)(0))"


def test_a_process_can_give_way_to_others() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _GIVES_WAY],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    gave, niceness = done.stdout.split()
    assert gave == "True"
    if sys.platform != "win32":
        assert int(niceness) > 0
