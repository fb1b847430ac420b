#!/bin/sh
# Builds the supervisor.
#
#     native/build.sh             both architectures into dist/native/, static, the same bytes wherever it is built
#     native/build.sh check       builds into build/native/ and says whether dist/native/ is the same to the byte
#     native/build.sh zig         builds nothing: installs the compiler if need be, and prints the command that is it
#     native/build.sh sanitize    with AddressSanitizer and UndefinedBehaviourSanitizer into build/native/, by the machine's gcc (or $CC)
#     native/build.sh analyze     builds nothing: gcc's static analysis of every path, whose warnings are errors
#
# The compiler for dist/ is zig, as the Python package `ziglang` in the version below: one pinned toolchain with headers and C library for
# both targets. It is taken from $ZIG (a command), else from the machine's Python, else installed into build/venv.
set -eu
cd "$(dirname "$0")/.."

version=0.17.1
sources="native/supervisor.c native/tree.c native/filter.c native/describe.c native/stack.c native/rules.c native/transfer.c native/crash.c native/wire.c native/calls.c native/ports.c native/unread.c native/isolate.c"
warnings="-std=gnu17 -Wall -Wextra -Werror -Wshadow -Wvla"

if [ "${1:-}" = sanitize ]; then
  mkdir -p build/native
  # shellcheck disable=SC2086 # lists of words
  ${CC:-gcc} $warnings -g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all $sources \
    -o build/native/faultbox-supervisor-sanitized.new
  mv build/native/faultbox-supervisor-sanitized.new build/native/faultbox-supervisor-sanitized
  echo "build/native/faultbox-supervisor-sanitized"
  exit 0
fi

if [ "${1:-}" = analyze ]; then
  for source in $sources; do
    # Not optimised, so that nothing is gone before it is looked at. Of values not set gcc 12 tells where they are; -Wall tells of the others.
    # shellcheck disable=SC2086
    gcc $warnings -fanalyzer -Wno-analyzer-use-of-uninitialized-value -c "$source" -o /dev/null
  done
  echo "native/: nothing found"
  exit 0
fi

if [ -z "${ZIG:-}" ]; then
  for python in python3 "$PWD/build/venv/bin/python"; do
    if $python -c "import importlib.metadata as m; assert m.version('ziglang') == '$version'" 2>/dev/null; then
      ZIG="$python -m ziglang"
      break
    fi
  done
  if [ -z "${ZIG:-}" ]; then
    python3 -m venv build/venv
    build/venv/bin/pip install --quiet --require-hashes --only-binary :all: -r native/requirements.txt
    ZIG="$PWD/build/venv/bin/python -m ziglang"
  fi
fi
found=$($ZIG version)
if [ "$found" != "${version}" ]; then
  echo "native/build.sh: zig $version is wanted for the same bytes everywhere, this is $found" >&2
  exit 1
fi

if [ "${1:-}" = zig ]; then
  echo "$ZIG"
  exit 0
fi

folder=dist/native
[ "${1:-}" = check ] && folder=build/native
mkdir -p "$folder"
differs=
for target in x64:x86_64 arm64:aarch64; do
  output="$folder/faultbox-supervisor-${target%%:*}"
  # Moved into place: it may be running.
  # shellcheck disable=SC2086
  $ZIG cc -target "${target##*:}-linux-musl" -static -O2 -s $warnings $sources -o "$output.new"
  mv "$output.new" "$output"
  chmod 755 "$output"
  if [ "${1:-}" = check ]; then
    cmp "$output" "dist/native/${output##*/}" || differs=1
  fi
  echo "$output: $(wc -c <"$output") bytes, sha256 $(sha256sum "$output" | cut -d' ' -f1)"
done
if [ -n "$differs" ]; then
  echo "native/build.sh: dist/native is not what the sources make; run native/build.sh and commit" >&2
  exit 1
fi
