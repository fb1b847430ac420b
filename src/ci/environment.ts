/**
 * What started programs may see of the step's environment. The runner gives an Action more than it gives a `run:` step: the inputs with
 * the token among them, and the credentials of the artifact and cache services. None of it may reach a program that a pull request
 * brought along.
 *
 * The rule for services, in this order:
 *  - out: everything of the runner's and the Action's own (`INPUT_*`, `ACTIONS_*`, `STATE_*`) and all of `GITHUB_*` except `GITHUB_ACTIONS` and
 *    `GITHUB_WORKSPACE`: not because all of it is secret, but because some name files with which a program could change later steps, and because a
 *    program that reads the run's number behaves differently in each run;
 *  - out: every variable whose *name* says that it is a secret (token, secret, password, key, credential, auth, …);
 *  - out: every variable whose *value* is one: a token of GitHub, a JSON web token, a private key, an address with a password in it, or any
 *    value that holds one of the tokens we know;
 *  - the rest stays: PATH, HOME, LANG, CI, what the workflow set for its job.
 *
 * The names of what is kept back are logged, so that nobody searches for long; a suite that needs one sets it in its service's `env=`.
 *
 * This keeps secrets from programs that look at their environment. It is no wall: a program of the same user can read other processes' memory.
 */

type Env = Readonly<Record<string, string | undefined>>;

const ours = /^(INPUT_|ACTIONS_|STATE_)/i;
const keptOfGithub = new Set(["GITHUB_ACTIONS", "GITHUB_WORKSPACE"]);
const secretName =
  /(^|_)(TOKEN|SECRETS?|PASS|PASSWD|PASSWORD|PASSPHRASE|PAT|CREDENTIALS?|AUTH|COOKIE|SIGNATURE|DSN)(_|$)|TOKEN$|SECRET|PASSWORD|PASSWD|CREDENTIAL|(^|_)(API|ACCESS|PRIVATE|SIGNING|ENCRYPTION|DEPLOY|SSH|GPG|PGP|MASTER|ACCOUNT)_?KEY/i;
const secretValue = [
  /\b(gh[a-z]_[A-Za-z0-9_]{20,}|github_pat_[A-Za-z0-9_]{20,})/,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\./,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i,
];
/** Shorter values would match by accident. */
const shortestToken = 8;

export interface Scrubbed {
  readonly env: Readonly<Record<string, string>>;
  /** Names that a workflow's author would miss: kept back because they look like secrets. */
  readonly withheld: readonly string[];
}

/**
 * The environment of services under test.
 * @param env the step's environment
 * @param tokens values that must not be found in it under any name
 */
export function serviceEnvironment(env: Env, tokens: readonly string[]): Scrubbed {
  const known = tokens.filter((token) => token.length >= shortestToken);
  const kept: Record<string, string> = {};
  const withheld: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || ours.test(name)) continue;
    if (/^GITHUB_/i.test(name) && !keptOfGithub.has(name)) continue;
    const secret = secretName.test(name) || secretValue.some((shape) => shape.test(value)) || known.some((token) => value.includes(token));
    if (secret) withheld.push(name);
    else kept[name] = value;
  }
  return { env: kept, withheld: withheld.sort() };
}

/** The environment of the `build` command and of git: what a `run:` step of the same job would see. */
export function stepEnvironment(env: Env): Readonly<Record<string, string>> {
  const kept = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !ours.test(entry[0]));
  return Object.fromEntries(kept);
}
