#!/usr/bin/env python3
"""Writes the tables of system calls, for C and for TypeScript, from the kernel headers of the pinned toolchain.

Numbers differ by architecture and names come with new kernels, so neither is typed by hand. The preprocessor of each target lists every
`__NR_name`; what is written is sorted and depends on nothing else, so running this twice changes nothing.

    python3 native/gen-syscalls.py        (with $ZIG naming the compiler, as for build.sh; default: python3 -m ziglang)

Writes native/syscalls.h and src/supervisor/syscalls.generated.ts.
"""

import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ZIG = shlex.split(os.environ.get("ZIG", f"{sys.executable} -m ziglang"))
TARGETS = {"x64": ("x86_64-linux-musl", "__x86_64__"), "arm64": ("aarch64-linux-musl", "__aarch64__")}

# Numbers that mark ranges or belong to another architecture's quirks, not calls.
NOT_CALLS = re.compile(r"^(syscalls|arch_specific_syscall)$")


def numbers(target: str) -> dict[int, str]:
    command = [*ZIG, "cc", "-target", target, "-E", "-dM", "-x", "c", "-"]
    defines = subprocess.run(command, input="#include <asm/unistd.h>\n", capture_output=True, text=True, check=True).stdout
    found: dict[int, str] = {}
    for name, number in re.findall(r"^#define __NR_(\w+) (\d+)$", defines, re.MULTILINE):
        if not NOT_CALLS.match(name):
            found[int(number)] = name
    return dict(sorted(found.items()))


def c_header(tables: dict[str, dict[int, str]]) -> str:
    lines = [
        "/* The names of the system calls by number. Written by gen-syscalls.py from the toolchain's kernel headers; do not edit. */",
        "#ifndef FAULTBOX_SYSCALLS_H",
        "#define FAULTBOX_SYSCALLS_H",
        "",
    ]
    for position, (arch, table) in enumerate(tables.items()):
        lines.append(f"#{'if' if position == 0 else 'elif'} defined({TARGETS[arch][1]})")
        lines.append("static const char *const syscall_names[] = {")
        lines += [f'    [{number}] = "{name}",' for number, name in table.items()]
        lines.append("};")
    lines += ["#else", '#error "The supervisor knows the calls of x86_64 and aarch64 only."', "#endif", "", "#endif", ""]
    return "\n".join(lines)


def ts_module(tables: dict[str, dict[int, str]]) -> str:
    lines = [
        "/** The numbers and names of the system calls per architecture. Written by native/gen-syscalls.py; do not edit. */",
        "",
    ]
    for arch, table in tables.items():
        lines.append("// prettier-ignore")
        lines.append(f"export const {arch}: readonly (readonly [number: number, name: string])[] = [")
        lines += [f'  [{number}, "{name}"],' for number, name in table.items()]
        lines += ["];", ""]
    return "\n".join(lines)


def main() -> None:
    tables = {arch: numbers(target) for arch, (target, _) in TARGETS.items()}
    (ROOT / "native/syscalls.h").write_text(c_header(tables))
    (ROOT / "src/supervisor/syscalls.generated.ts").write_text(ts_module(tables))
    for arch, table in tables.items():
        print(f"{arch}: {len(table)} calls, the last is {max(table)} {table[max(table)]}")


main()
