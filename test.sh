#!/usr/bin/env bash
# Installs what the tests need, builds everything, checks the formatting and runs every test.
# The last line is 'N passed, N failed, N skipped'. Arguments go to 'dotnet test'.
set -uo pipefail
cd "$(dirname "$0")"

packages=()
command -v mariadbd >/dev/null || [ -x /usr/sbin/mariadbd ] || packages+=(mariadb-server)
command -v virtuoso-t >/dev/null || packages+=(virtuoso-opensource-7-bin virtuoso-opensource-7-common)
/usr/bin/python3 -c "import torch, numpy" 2>/dev/null || packages+=(python3-torch python3-numpy)
/usr/bin/python3 -c "import jinja2" 2>/dev/null || packages+=(python3-jinja2)
if [ "$(uname)" = Linux ]; then
  command -v mmdebstrap >/dev/null || packages+=(mmdebstrap)
  command -v newuidmap >/dev/null || packages+=(uidmap)
  command -v podman >/dev/null && command -v runc >/dev/null || packages+=(podman runc)
fi
if [ ${#packages[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${packages[*]} ..."
    export DEBIAN_FRONTEND=noninteractive
    if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >/dev/null; then
      echo "Could not install ${packages[*]}; the tests that need it will say so." >&2
    fi
  else
    echo "Not installed, and only root can install it: ${packages[*]}. The tests that need it are skipped (in CI they fail)." >&2
  fi
fi

echo "Building ..."
dotnet build AgentTuning.slnx -c Release -nologo -v quiet || { echo "0 passed, 1 failed"; exit 1; }

echo "Checking the formatting ..."
formatting=0
dotnet format AgentTuning.slnx --verify-no-changes --no-restore || formatting=1

if [ "$(id -u)" = 0 ] && command -v mmdebstrap >/dev/null && command -v newuidmap >/dev/null; then
  echo "Looking for the image of sandboxes ..."
  dotnet artifacts/bin/AgentTuning.Cli/release/AgentTuning.Cli.dll images build default --if-missing || echo "The tests of sandboxes will say what they lack." >&2
fi

echo "Testing ..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# llama.cpp is fetched by whoever compares with it (docs/export.md says how); some tests are run by others in a process of their own.
dotnet test --solution AgentTuning.slnx -c Release --no-build --max-parallel-test-modules 2 --timeout 40m --filter-not-trait "Needs=llama.cpp" "Needs=another test" "$@" 2>&1 | tee "$log"
code=${PIPESTATUS[0]}

[ "$formatting" = 0 ] || { echo "The formatting differs: run 'dotnet format'."; code=1; }
awk -v formatting="$formatting" '
  /^ *succeeded: /{p += $2} /^ *failed: /{f += $2} /^ *skipped: /{s += $2}
  END { if (p + f == 0) f = 1; printf "%d passed, %d failed, %d skipped\n", p, f + formatting, s; exit f + formatting > 0 }' "$log" || code=1
exit "$code"
