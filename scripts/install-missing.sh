#!/bin/sh
# Installs, by Debian's packages, what the tests use and this machine does not have: compilers for programs under test, servers that are watched
# at work, strace as the peer of benchmarks, a browser for the reports. Says what it could not install; the tests that need it then fail and say so too.
set -u

# Commands and the packages that bring them. Servers are kept outside of an ordinary user's PATH.
missing=
PATH=$PATH:/usr/local/sbin:/usr/sbin
while read -r command package; do
  command -v "$command" >/dev/null 2>&1 || missing="$missing $package"
done <<'LIST'
gcc build-essential
g++ build-essential
go golang-go
rustc rustc
javac default-jdk-headless
strace strace
python3 python3
pip3 python3-pip
chromium chromium
redis-server redis-server
nginx nginx-light
LIST
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
# Debian's Python makes no virtual environment without this.
python3 -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"

install_packages() {
  echo "installing:$missing"
  sudo=
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  # Debian starts a server when it is installed; here only tests may, or its port is taken.
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ] && printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null 2>&1; then
    $sudo chmod +x "$policy"
    trap '$sudo rm -f "$policy"' EXIT
  fi
  if command -v apt-get >/dev/null 2>&1 && $sudo apt-get update -qq; then
    for package in $missing; do
      DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$package" >/dev/null ||
        echo "cannot install $package; tests that need it will fail" >&2
    done
  else
    echo "cannot install$missing here (no apt-get, or not allowed to); tests that need them will fail" >&2
  fi
}
[ -z "$missing" ] || install_packages

# One more compiler, which no distribution has in the version that the supervisor is built with.
sh "$(dirname "$0")/../native/build.sh" zig >/dev/null || echo "cannot install zig; tests that need it will fail" >&2
exit 0
