#!/usr/bin/env bash
# Windows without Windows: Wine 10 in a Debian 13 folder, made once and kept.
#   bash tests/windows/wine.sh make                  makes the folder if it is not there
#   bash tests/windows/wine.sh run HOST_DIR COMMAND  runs a shell command in it, on a screen of its own; HOST_DIR is /work
# The folder is $BEIJIAN_WINE, else ~/.cache/beijian/wine. Wants root and two gigabytes.
# Wine's system speaks Chinese (code page 936) and knows no Windows beyond it: no Office, no antivirus, no real screen.
set -euo pipefail
PLACE=${BEIJIAN_WINE:-${XDG_CACHE_HOME:-$HOME/.cache}/beijian/wine}
STAMP=$PLACE.made
SUITE=trixie
PACKAGES=(wine wine64 xvfb xauth openbox imagemagick locales fonts-noto-cjk)

make() {
    [ ! -e "$STAMP" ] || return 0
    local log=$PLACE.log
    mkdir -p "$(dirname "$PLACE")"
    # In a shell of its own, which ends at the first step that fails: before `||` this one would go on.
    bash "${BASH_SOURCE[0]}" build >"$log" 2>&1 || { tail -n 20 "$log"; return 1; }
    touch "$STAMP"
}

build() {
    local mirror
    rm -rf "$PLACE"
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
    debootstrap --variant=minbase --components=main "$SUITE" "$PLACE" "$mirror"
    inside "$PLACE" apt-get update -q
    inside "$PLACE" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${PACKAGES[@]}"
    echo 'zh_CN.UTF-8 UTF-8' >>"$PLACE/etc/locale.gen"
    inside "$PLACE" locale-gen
    rm -rf "$PLACE"/var/cache/apt/archives/*.deb
}

# Run a command in folder $1, in namespaces of its own: its mounts and processes end with it.
inside() {
    local place=$1
    shift
    # shellcheck disable=SC2016
    unshare --mount --pid --fork --kill-child bash -c '
        mount -t proc proc "$0/proc"
        [ -z "${WORK:-}" ] || mount --bind "$WORK" "$0/work"
        chroot "$0" "$@"
        exit $?' "$place" "$@"
}

run() {
    local work zone
    work=$(realpath "$1")
    zone=$(date +%z) # TZ counts westwards
    mkdir -p "$PLACE/work"
    # Of the machine's environment only what names no place on it.
    WORK=$work inside "$PLACE" env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/tmp WINEPREFIX=/tmp/prefix WINEDEBUG=-all \
        WINEDLLOVERRIDES='mscoree,mshtml,winedbg.exe=' LC_ALL=zh_CN.UTF-8 TZ="HERE$(tr +- -+ <<<"${zone:0:1}")${zone:1:2}:${zone:3:2}" \
        xvfb-run -a -s '-screen 0 1366x768x24' bash -c "$2"
}

"$@"
