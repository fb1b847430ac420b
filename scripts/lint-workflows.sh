#!/bin/sh
# The workflows, held against what GitHub understands (actionlint) and against what attackers like (zizmor). Both are fetched by their
# ecosystem's own means, with pinned versions, into build/. Where one cannot be had (no network, a Go older than 1.24) the other still runs and a
# line says so; with --must that is a failure.
set -u
cd "$(dirname "$0")/.."
must=${1:-}
status=0

lacking() {
  echo "not checked: $1" >&2
  [ "$must" = --must ] && status=1
  return 0
}

tools=$PWD/build/workflow-tools
mkdir -p "$tools"

if [ -x "$tools/actionlint" ] || GOBIN=$tools GOFLAGS=-mod=mod go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12; then
  "$tools/actionlint" -color || status=1
else
  lacking "actionlint could not be installed"
fi

if [ -x "$tools/python/bin/zizmor" ] || { python3 -m venv "$tools/python" && "$tools/python/bin/pip" install --quiet zizmor==1.32.0; }; then
  "$tools/python/bin/zizmor" --offline --quiet .github/workflows action.yml || status=1
else
  lacking "zizmor could not be installed"
fi
exit $status
