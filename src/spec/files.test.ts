/** Which files a suite may read: on real files, links, pipes and folders. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadSuite, SuiteLoadError } from "./index.ts";

let root = "";
let folder = "";
let printed: string[] = [];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbox-files-"));
  folder = join(root, "suite");
  await mkdir(join(folder, "lib"), { recursive: true });
  await mkdir(join(root, "elsewhere"));
  printed = [];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

const write = (path: string, content: string | Uint8Array): Promise<void> => writeFile(join(root, path), content);

/** What the suite at [path] printed while it was loaded, or the error that it ended with. */
async function load(text: string, path = "suite/s.star"): Promise<string> {
  await write(path, text);
  try {
    await loadSuite(path, { cwd: root, observe: "suite", print: (line) => printed.push(line) });
    return printed.join("\n");
  } catch (error) {
    if (!(error instanceof SuiteLoadError)) throw error;
    return `${error.code} ${error.message}`;
  }
}

test("with FAULTBOX_HERMETIC=1 no function reads a file outside of the suite's folder, by whatever way", async () => {
  await write("elsewhere/data.json", '{"a": 1}');
  await write("elsewhere/lib.star", "a = 1\n");
  await symlink("../elsewhere/data.json", join(folder, "link.json"));
  await symlink("../elsewhere/lib.star", join(folder, "lib.star"));
  await symlink("../elsewhere", join(folder, "folder"));
  await symlink("link.json", join(folder, "chain.json"));
  const ways = [
    ...["link.json", "chain.json", "folder/data.json", "../elsewhere/data.json", join(root, "elsewhere/data.json")].flatMap((path) =>
      ["load_file", "load_json", "load_yaml"].map((fn) => `print(${fn}("${path}") != None)`),
    ),
    ...["lib.star", "folder/lib.star", "../elsewhere/lib.star"].map((path) => `load("${path}", "a")\nprint(a == 1)`),
  ];
  for (const way of ways) {
    printed = [];
    expect(await load(way), way).toBe("True");
    printed = [];
    vi.stubEnv("FAULTBOX_HERMETIC", "1");
    const said = await load(way);
    vi.unstubAllEnvs();
    expect(said, way).toMatch(/^SPEC_LOAD_FAILED suite\/s\.star:1:\d+: /);
    expect(said, way).toMatch(
      /leads out of the suite's folder, to \.\.\/elsewhere\/(data\.json|lib\.star), which FAULTBOX_HERMETIC=1 forbids: put a copy into the folder/,
    );
  }
});

test("with FAULTBOX_HERMETIC=1 links and paths that stay inside are read, also when the suite's folder is itself reached by a link", async () => {
  vi.stubEnv("FAULTBOX_HERMETIC", "1");
  await write("suite/data.json", '{"a": 1}');
  await write("suite/lib/lib.star", 'load("more.star", "b")\na = load_file("lib/inner.json")\nc = b\n');
  await write("suite/lib/more.star", "b = 2\n");
  await symlink("../data.json", join(folder, "lib/inner.json"));
  await symlink("suite", join(root, "other"));
  const text = `load("lib/lib.star", "a", "c")
print(a, c, load_json("../suite/data.json"), load_yaml("${join(root, "other/data.json")}"), load_file("lib/../data.json"))`;
  expect(await load(text)).toBe('{"a": 1} 2 {"a": 1} {"a": 1} {"a": 1}');
  printed = [];
  expect(await load(text, "other/s.star")).toBe('{"a": 1} 2 {"a": 1} {"a": 1} {"a": 1}');
});

test("a folder whose name begins like the suite's is outside of it", async () => {
  vi.stubEnv("FAULTBOX_HERMETIC", "1");
  await mkdir(join(root, "suite-secrets"));
  await write("suite-secrets/key", "secret");
  expect(await load('load_file("../suite-secrets/key")')).toContain("leads out of the suite's folder, to ../suite-secrets/key");
});

test("a file that may not be read is told at the call, with what called it", async () => {
  vi.stubEnv("FAULTBOX_HERMETIC", "1");
  await write("elsewhere/data.json", "{}");
  await symlink("../elsewhere/data.json", join(folder, "link.json"));
  expect(await load('def read():\n    return load_json("link.json")\nread()')).toMatch(
    /^SPEC_LOAD_FAILED suite\/s\.star:2:12: load_json: link\.json leads out .*\n {2}return load_json\("link\.json"\)\ncalled from:/,
  );
});

test("what the variables say must mean something", async () => {
  await write("suite/data", "12345");
  const text = 'print(load_file("data"))';
  for (const [name, value, said] of [
    ["FAULTBOX_HERMETIC", "yes", 'FAULTBOX_HERMETIC: want 1 or 0, got "yes"'],
    ["FAULTBOX_LOAD_FILE_MAX_BYTES", "5M", 'FAULTBOX_LOAD_FILE_MAX_BYTES: want a number of bytes, got "5M"'],
    ["FAULTBOX_LOAD_FILE_MAX_BYTES", "0", 'FAULTBOX_LOAD_FILE_MAX_BYTES: want a number of bytes, got "0"'],
    ["FAULTBOX_LOAD_FILE_MAX_BYTES", "4", "data has 5 bytes; at most 4 are read, unless FAULTBOX_LOAD_FILE_MAX_BYTES says otherwise"],
  ] as const) {
    vi.stubEnv(name, value);
    expect(await load(text)).toBe(`SPEC_LOAD_FAILED suite/s.star:1:7: load_file: ${said}\n  ${text}`);
    vi.unstubAllEnvs();
  }
  vi.stubEnv("FAULTBOX_HERMETIC", "0");
  vi.stubEnv("FAULTBOX_LOAD_FILE_MAX_BYTES", "5");
  expect(await load(text)).toBe("12345");
});

test("a file is read byte for byte, and what is no file is refused instead of waited for", async () => {
  await write("suite/binary", Uint8Array.of(0xff, 0x00, 0xc3, 0xa9));
  expect(await load('print(list(load_file("binary").elem_ords()))')).toBe("[255, 0, 195, 169]");
  execFileSync("mkfifo", [join(folder, "pipe"), join(folder, "pipe.star")]);
  expect(await load('load_file("pipe")')).toContain("load_file: pipe is no regular file");
  expect(await load('load_file("lib")')).toContain("load_file: lib is a folder");
  expect(await load('load("pipe.star", "a")')).toContain("cannot load pipe.star: suite/pipe.star is no regular file");
  expect(await load('load("lib", "a")')).toContain("cannot load lib: suite/lib is a folder");
  expect(await load('load("", "a")')).toContain("cannot load : the path is empty");
});

test("YAML whose keys are no text is refused, since a suite could not tell 1 from the text 1", async () => {
  await write("suite/a.yml", "a:\n  - {1: x}\n");
  await write("suite/b.yml", "? [a, b]\n: x\n");
  expect(await load('load_yaml("a.yml")')).toContain("load_yaml: a.yml: the key 1 is no text; put it in quotes");
  expect(await load('load_yaml("b.yml")')).toContain("load_yaml: b.yml: the key a,b is no text; put it in quotes");
});
