/** The API client as the Action opens it, towards a fake of GitHub: a second of waiting takes no time, and nothing is logged. */
import { openApi, type Api } from "../../src/github/api.ts";
import type { Fake } from "./fake.ts";

export function apiOf(fake: Fake, token: string): Api {
  return openApi({
    token,
    apiUrl: fake.url,
    owner: fake.owner,
    repo: fake.repo,
    signal: AbortSignal.timeout(60_000),
    log: () => {},
    second: 0,
  });
}
