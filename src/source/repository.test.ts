import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Repository, repositoryRoot } from "./repository.ts";

let root = "";

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "faultbox-repository-"));
  const files = {
    "shop/go.mod": "module example.com/shop\n",
    "shop/inventory/main.go": "",
    "shop/orders/main.go": "",
    "engine/src/wal.c": "",
    "engine/test/wal.c": "",
    "server/main.c": "",
    "vendor/lib/store.go": "",
    ".git/HEAD": "",
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
});

afterAll(() => rm(root, { recursive: true, force: true }));

const place = (written: string) => new Repository(root).place(written);

test("a path below the repository is taken as it is", () => {
  expect(place(path.join(root, "engine/src/../src/wal.c"))).toEqual({ file: "engine/src/wal.c", guessed: false });
});

test("a Go module's name stands for its folder", () => {
  expect(place("example.com/shop/inventory/main.go")).toEqual({ file: "shop/inventory/main.go", guessed: false });
});

test("a path of another machine is matched from its end, if one file fits best", () => {
  expect(place("/build/engine/src/wal.c")).toEqual({ file: "engine/src/wal.c", guessed: false });
  expect(place("wal.c")).toBeUndefined();
  expect(place("/build/wal.c")).toBeUndefined();
});

test("what another project may have too is near", () => {
  expect(place("/app/server/main.c")).toEqual({ file: "server/main.c", guessed: true });
  expect(place("./server/main.c")).toEqual({ file: "server/main.c", guessed: false });
  expect(place("../../engine/src/wal.c")).toEqual({ file: "engine/src/wal.c", guessed: false });
  expect(place("/elsewhere/other/src/wal.c")).toEqual({ file: "engine/src/wal.c", guessed: true });
});

test("what comes with a compiler is no file of the repository", () => {
  expect(place("/rustc/0123456789abcdef/library/engine/src/wal.c")).toBeUndefined();
  expect(place("/usr/src/zlib/engine/src/wal.c")).toBeUndefined();
});

test("libraries are not the repository's, wherever they lie", () => {
  expect(place(path.join(root, "vendor/lib/store.go"))).toBeUndefined();
  expect(place("/etc/hostname")).toBeUndefined();
  expect(place("")).toBeUndefined();
  expect(place("a\0b")).toBeUndefined();
});

test("the root is the nearest folder that Git knows", () => {
  expect(repositoryRoot(path.join(root, "shop/inventory"))).toBe(root);
});
