#!/usr/bin/env bash
# Does what is handed to Windows users work there? Unpacks it as they would, starts it, makes the example and runs the
# tests that touch files, paths, processes and the window, all under Wine. SCRATCH must not be there yet.
#   bash tests/windows/prove.sh ZIP SCRATCH LINUX_DEMO [PYTEST_ARGUMENT...]
# ZIP is what `dev.py package` made, LINUX_DEMO an example made here on the same day. Leaves the example in SCRATCH
# (documents.list names its documents), pictures of the window beside it, and prints what it did with times.
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
ZIP=$(realpath "$1") SCRATCH=$(realpath -m "$2") LINUX_DEMO=$(realpath "$3")
shift 3
TESTS=("$@")
# Wine 10's C runtime lacks what numpy calls (crealf): whatever loads it ends there, as openpyxl does where it is. So scans
# are not read, and numpy and what stands on it is taken away. Left out: tests that read scans, and of commands that do.
[ ${#TESTS[@]} -gt 0 ] || TESTS=(-m "not slow" --ignore=tests/evidence/extract/test_recognition.py
    --ignore=tests/evidence/extract/test_page_readers.py
    tests/app/test_columns.py tests/app/test_demo.py tests/app/test_kept_beside.py tests/app/test_packaging.py
    tests/app/test_proposals.py tests/app/test_settings.py tests/app/test_start.py tests/app/test_word_template.py
    tests/evidence/store tests/evidence/intake tests/evidence/extract
    tests/evidence/export/test_exchange.py tests/evidence/export/test_package.py tests/evidence/test_workspace.py
    tests/evidence/test_names.py tests/ui/test_desk.py tests/ui/test_export_dialog.py tests/ui/test_new_project.py
    tests/ui/test_start_page.py tests/ui/test_two_faces.py)
PYTHON=$ROOT/.venv/bin/python
PLACE="迎检 工作" # a Chinese name with a space, as on a clerk's disk

say() { printf '   %s (after %d s)\n' "$*" "$SECONDS"; }

in_wine() { timeout -k 10 1800 bash "$HERE/wine.sh" run "$SCRATCH" "set -eu -o pipefail; cd /work; $1"; }

# Wine loses a program's output when it goes to a file: it goes through pipes.
lay_out() {
    mkdir -p "$SCRATCH/$PLACE" "$SCRATCH/source"
    "$PYTHON" -m zipfile -e "$ZIP" "$SCRATCH/$PLACE"
    (cd "$ROOT" && git ls-files -z | xargs -0 cp --parents -t "$SCRATCH/source")
    mv "$SCRATCH/$PLACE/备检-"* "$SCRATCH/$PLACE/备检" # a name that stays the same here
    cp -r "$SCRATCH/$PLACE/备检/runtime" "$SCRATCH/runtime"
    printf 'python311.zip\r\n.\r\n..\\source\r\n..\\lib\r\nimport site\r\n' >"$SCRATCH/runtime/python311._pth"
    cp -r "$SCRATCH/$PLACE/备检/program/"beijian-*.dist-info "$SCRATCH/source"
    (cd "$ROOT" && "$PYTHON" -c 'import sys
from pathlib import Path
from app.packaging import locked
asked = locked.asked_by(Path("pyproject.toml")) + ["pytest", "pytest-qt", "hypothesis", "pypdf", "packaging"]
locked.install(Path("requirements.lock"), locked.needed(asked), Path(sys.argv[1]))' "$SCRATCH/lib")
    find "$SCRATCH" -maxdepth 5 -type d \( -name numpy -o -name numpy.libs -o -name cv2 -o -name onnxruntime \
        -o -name rapidocr -o -name shapely \) -prune -exec rm -r {} +
}

bash "$HERE/wine.sh" make
say "Wine is there"
lay_out
say "unpacked, with the tests beside"

in_wine "rm -rf /tmp/prefix; wineboot --init </dev/null >/dev/null 2>&1; wineserver --wait; cd '$PLACE'
    wine 备检/beijian.exe --version </dev/null | iconv -f gbk -t utf-8
    wine 备检/beijian.exe demo --out 示例 --json </dev/null >/work/demo.json.part; cat /work/demo.json.part >/work/demo.json
    wine 备检/beijian.exe verify 示例/导出/电子版资料 </dev/null | iconv -f gbk -t utf-8"
say "the example is made"
"$PYTHON" -c 'import json, sys
from pathlib import Path
for document in json.loads(Path(sys.argv[1]).read_text("utf-8"))["documents"]:
    print(document["entries"], Path(sys.argv[2], document["path"].replace("\\", "/")), sep="\t")' \
    "$SCRATCH/demo.json" "$SCRATCH/$PLACE" >"$SCRATCH/documents.list"
"$PYTHON" "$HERE/compare.py" "$LINUX_DEMO/导出" "$SCRATCH/$PLACE/示例/导出"

in_wine "openbox >/dev/null 2>&1 &
    cd '$PLACE'; sleep 1
    # By Explorer's way, which gives it no console.
    wine start 备检/备检.exe </dev/null >/dev/null 2>&1; sleep 10
    import -window root /work/start.png; wineserver --kill || true; sleep 1
    wine start 备检/备检.exe 示例/云岭县迎检项目（示例） </dev/null >/dev/null 2>&1; sleep 12
    import -window root /work/window.png; wineserver --kill || true"
[ ! -e "$SCRATCH/$PLACE/备检/设置和日志/"crash-* ] || { cat "$SCRATCH/$PLACE/备检/设置和日志/"crash-*; exit 1; }
grep -q recent "$SCRATCH/$PLACE/备检/设置和日志/settings.toml" || { echo "the window kept no settings beside it"; exit 1; }
grep -q '备检\|beijian' "$SCRATCH/$PLACE/备检/设置和日志/beijian.log" || { echo "the window kept no log"; exit 1; }
say "the window stood; pictures: start.png, window.png"

in_wine "openbox >/dev/null 2>&1 &
    cd source; CI=${CI:-} wine /work/runtime/python.exe -m pytest -q -p no:cacheprovider $(printf ' %q' "${TESTS[@]}") </dev/null 2>&1 |
        iconv -f gbk -t utf-8//TRANSLIT | tail -n 40; exit \${PIPESTATUS[0]}"
say "tests passed"
