import { expect, test } from "vitest";
import { serviceEnvironment, stepEnvironment } from "./environment.ts";

const token = "ghs_0123456789abcdefghijABCDEFGHIJ012345";

test("services see nothing of the runner's and the Action's own variables", () => {
  const { env, withheld } = serviceEnvironment(
    {
      PATH: "/usr/bin",
      HOME: "/home/runner",
      CI: "true",
      INPUT_TOKEN: token,
      "INPUT_WORKING-DIRECTORY": ".",
      ACTIONS_RUNTIME_TOKEN: "x",
      ACTIONS_RESULTS_URL: "https://results",
      STATE_x: "1",
      GITHUB_TOKEN: token,
      GITHUB_ENV: "/tmp/env",
      GITHUB_OUTPUT: "/tmp/out",
      GITHUB_RUN_ID: "5",
      GITHUB_WORKSPACE: "/checkout",
      GITHUB_ACTIONS: "true",
      RUNNER_TRACKING_ID: "needed to clean up",
    },
    [token],
  );
  expect(env).toEqual({
    PATH: "/usr/bin",
    HOME: "/home/runner",
    CI: "true",
    GITHUB_WORKSPACE: "/checkout",
    GITHUB_ACTIONS: "true",
    RUNNER_TRACKING_ID: "needed to clean up",
  });
  expect(withheld).toEqual([]);
});

test.each([
  "GH_TOKEN",
  "NODE_AUTH_TOKEN",
  "npm_config_authtoken",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SESSION_TOKEN",
  "PGPASSWORD",
  "MYSQL_PASSWORD",
  "STRIPE_API_KEY",
  "DEPLOY_KEY",
  "SSH_AUTH_SOCK",
  "GOOGLE_APPLICATION_CREDENTIALS",
  "DOCKER_AUTH_CONFIG",
  "SENTRY_DSN",
  "ACME_PAT",
])("%s looks like a secret by its name and is kept back, and said so", (name) => {
  const scrubbed = serviceEnvironment({ [name]: "value" }, []);
  expect(scrubbed).toEqual({ env: {}, withheld: [name] });
});

test.each([
  ["a token of GitHub", `x-${token}`],
  ["a fine-grained token", "github_pat_11ABCDEFG0123456789_abcdefghijklmnop"],
  ["a JSON web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc"],
  ["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----\nabc"],
  ["an address with a password", "postgres://shop:hunter2@db:5432/shop"],
  ["a known token inside something else", "prefix a-known-runtime-value suffix"],
])("%s is kept back whatever the variable is called", (_, value) => {
  expect(serviceEnvironment({ INNOCENT: value }, ["a-known-runtime-value"])).toEqual({ env: {}, withheld: ["INNOCENT"] });
});

test.each([
  "PATH",
  "PATTERN",
  "COMPASS",
  "AUTHOR",
  "KEYBOARD",
  "MONKEY",
  "PORT",
  "DATABASE_URL",
  "TOKENIZERS_PARALLELISM",
  "GOFLAGS",
  "JAVA_HOME",
])("%s with an ordinary value stays", (name) => {
  expect(serviceEnvironment({ [name]: "http://localhost:80/" }, ["short"]).env).toEqual({ [name]: "http://localhost:80/" });
});

test("the build command sees what a step of the job would see, and no more", () => {
  const env = { INPUT_TOKEN: token, ACTIONS_RUNTIME_TOKEN: "x", GITHUB_TOKEN: token, GITHUB_ENV: "/e", NPM_TOKEN: "n", EMPTY: undefined };
  expect(stepEnvironment(env)).toEqual({ GITHUB_TOKEN: token, GITHUB_ENV: "/e", NPM_TOKEN: "n" });
});
