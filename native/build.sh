#!/bin/sh
# Builds the supervisor.
#
#     native/build.sh             both architectures into dist/native/, static, the same bytes wherever it is built
#     native/build.sh sanitize    with AddressSanitizer and UndefinedBehaviourSanitizer into build/native/, by the machine's gcc (or $CC)
#
# The compiler for dist/ is zig, as the Python package `ziglang` in the version below: one pinned toolchain with headers and C library for
# both targets. It is taken from $ZIG (a command), else from the machine's Python, else installed into build/venv.
set -eu
cd "$(dirname "$0")/.."

version=0.17.1
sources="native/supervisor.c native/tree.c native/filter.c native/describe.c native/rules.c native/wire.c native/calls.c"
warnings="-std=gnu17 -Wall -Wextra -Werror -Wshadow -Wvla"

if [ "${1:-}" = sanitize ]; then
  mkdir -p build/native
  # shellcheck disable=SC2086 # lists of words
  ${CC:-gcc} $warnings -g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all $sources \
    -o build/native/faultbox-supervisor-sanitized
  echo "build/native/faultbox-supervisor-sanitized"
  exit 0
fi

if [ -z "${ZIG:-}" ]; then
  if python3 -c "import ziglang, importlib.metadata as m; assert m.version('ziglang') == '$version'" 2>/dev/null; then
    ZIG="python3 -m ziglang"
  else
    python3 -m venv build/venv
    build/venv/bin/pip install --quiet --require-hashes --only-binary :all: -r native/requirements.txt
    ZIG="build/venv/bin/python -m ziglang"
  fi
fi
found=$($ZIG version)
if [ "$found" != "${version}" ]; then
  echo "native/build.sh: zig $version is wanted for the same bytes everywhere, this is $found" >&2
  exit 1
fi

mkdir -p dist/native
for target in x64:x86_64 arm64:aarch64; do
  output="dist/native/faultbox-supervisor-${target%%:*}"
  # shellcheck disable=SC2086
  $ZIG cc -target "${target##*:}-linux-musl" -static -Os -s $warnings $sources -o "$output"
  chmod 755 "$output"
  echo "$output: $(wc -c <"$output") bytes, sha256 $(sha256sum "$output" | cut -d' ' -f1)"
done
