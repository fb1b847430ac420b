import { expect, test } from "vitest";
import { defaultId, InputError, inputTable, readInputs } from "./inputs.ts";

test("every input has a default that is itself valid", () => {
  expect(readInputs({})).toEqual({
    suites: ["**/{faultbox,*-test,*_test,*.test}.star"],
    "working-directory": ".",
    build: undefined,
    runs: "auto",
    "confirm-runs": 5,
    jobs: 1,
    observe: "auto",
    baseline: "auto",
    "fail-on": "failure",
    comment: "on-change",
    issue: "never",
    cache: true,
    wait: 3,
    id: undefined,
    accepted: ".faultbox/accepted.yml",
    mode: "check",
    shard: undefined,
    test: undefined,
    seed: 0,
    source: true,
    "strict-determinism": undefined,
    "require-faults-fire": false,
    timeout: 30,
    "retention-days": 0,
    token: "",
    matrix: "",
  });
});

test("an input is read under the name that the runner gives it", () => {
  const inputs = readInputs({
    "INPUT_WORKING-DIRECTORY": " services/shop ",
    INPUT_SUITES: "a.star\n# not this\n\n b/*.star \n",
    "INPUT_FAIL-ON": "Drift",
  });
  expect(inputs["working-directory"]).toBe("services/shop");
  expect(inputs.suites).toEqual(["a.star", "b/*.star"]);
  expect(inputs["fail-on"]).toBe("drift");
});

test.each([
  ["RUNS", "many", 'input `runs` is "many"; wanted: `auto` or a whole number from 1 to 100'],
  ["RUNS", "0", 'input `runs` is "0"; wanted: `auto` or a whole number from 1 to 100'],
  ["RUNS", "1e3", 'input `runs` is "1e3"; wanted: `auto` or a whole number from 1 to 100'],
  ["FAIL-ON", "always", 'input `fail-on` is "always"; wanted: one of `failure`, `drift`, `never`'],
  ["COMMENT", "yes", 'input `comment` is "yes"; wanted: one of `on-change`, `always`, `never`'],
  ["WORKING-DIRECTORY", "../other", 'input `working-directory` is "../other"; wanted: a folder inside the checkout, relative to its root'],
  ["ACCEPTED", "../x.yml", 'input `accepted` is "../x.yml"; wanted: a file below `working-directory`, relative to it'],
  ["SUITES", "/etc/*", 'input `suites` is "/etc/*"; wanted: globs relative to `working-directory`, without a leading `/`'],
  ["SUITES", "# none", 'input `suites` is "# none"; wanted: at least one glob, one a line'],
  ["ID", "a b", 'input `id` is "a b"; wanted: 1 to 80 letters, digits, `.`, `_` or `-`, beginning with a letter or digit'],
])("the input %s is refused as %j with what is wanted", (name, value, message) => {
  expect(() => readInputs({ [`INPUT_${name}`]: value })).toThrow(new InputError([message]));
});

test("a part is read, and needs an id and all tests of its suites", () => {
  expect(readInputs({ INPUT_SHARD: "2/4", INPUT_ID: "all" }).shard).toEqual({ index: 2, of: 4 });
  for (const wrong of ["5/4", "0/4", "2", "1/999", "a/b"])
    expect(() => readInputs({ INPUT_SHARD: wrong, INPUT_ID: "all" })).toThrow(/wanted: a part such as `2\/4`: from 1, of at most 256$/);
  expect(() => readInputs({ INPUT_MODE: "merge" })).toThrow(/the input `id` is needed/);
  expect(() => readInputs({ INPUT_SHARD: "1/2", INPUT_ID: "x", INPUT_TEST: "t" })).toThrow(/`test` cannot be given with it/);
});

test("all wrong inputs are told at once", () => {
  const read = (): unknown => readInputs({ INPUT_RUNS: "x", INPUT_SEED: "-1" });
  expect(read).toThrow(/^2 inputs are wrong:\n- input `runs` .*\n- input `seed` /);
});

test("every input has a description and only the token and the matrix are filled in by the runner", () => {
  const evaluated = Object.entries(inputTable).filter(([, row]) => row.default.startsWith("${{"));
  expect(evaluated.map(([name]) => name)).toEqual(["token", "matrix"]);
  expect(Object.values(inputTable).every((row) => row.description.endsWith("."))).toBe(true);
});

test.each([
  ["drift", "null", "drift"],
  ["drift", "", "drift"],
  ["test", '{"os":"ubuntu-24.04-arm","node":24}', "test-ubuntu-24.04-arm-24"],
  ["test", '{"include":{"name":"a b","flags":["x",true,null]}}', "test-a-b-x-true"],
  ["test", "by hand", "test-by-hand"],
  ["", "null", "faultbox"],
  ["x".repeat(200), "null", "x".repeat(80)],
])("the job %j with the matrix %j has the id %j", (job, matrix, id) => {
  expect(defaultId(job, matrix)).toBe(id);
});
