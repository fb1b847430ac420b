/**
 * GitHub's cache service as a fast way to a baseline: two requests instead of a list, a run and an archive; and it outlives an artifact whose
 * days are over. It is never the only way: entries are evicted after a week without use, and an Enterprise Server has no such service.
 *
 * The toolkit's client would unpack an archive wherever the archive says, so only the protocol is used here (`CacheService` of
 * `github.actions.results.api.v1`, in JSON): an entry of ours is one compressed JSON text, read in memory, bounded, and parsed.
 *
 * Who may have written an entry? Entries belong to refs. A run may read those of its own ref first, then those of its base and of the default
 * branch, and it cannot say which. So a pull request that wrote an entry with our key would be served its own. Therefore GitHub's list is
 * asked first: the entry has to be there under the base or the default branch, and must not be there under the run's own ref unless that
 * is a branch whose runs are trusted. What the entry says about itself (commit, check) has to agree as well. A workflow that runs a stranger's
 * code with the rights of the default branch can write its entries; that is so for every cache, and `cache: false` is for repositories with
 * such a workflow.
 */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import * as v from "valibot";
import type { Baseline } from "../ci/index.ts";
import { bounded, type Api } from "./api.ts";
import { isTrusted, type Context } from "./context.ts";

/** What goes wrong here is never worth more than a line in the log. */
class CacheError extends Error {
  override readonly name = "CacheError";
}

export interface Cache {
  /** The bytes stored under a key; undefined when there are none. */
  readonly restore: (key: string) => Promise<Uint8Array | undefined>;
  /** False when somebody else has stored under that key already: entries never change. */
  readonly save: (key: string, bytes: Uint8Array) => Promise<boolean>;
}

const attemptLimitMs = 15_000;
const packedLimitBytes = 64 * 1024 * 1024;
const limitBytes = 256 * 1024 * 1024;

/** Entries of another version are not found: raised when what we store changes its shape. */
const version = createHash("sha256").update("faultbox recording 1").digest("hex");

/** The service that the runner offers this step; undefined where there is none. */
export function openCache(env: Readonly<Record<string, string | undefined>>, signal: AbortSignal): Cache | undefined {
  const url = env["ACTIONS_RESULTS_URL"];
  const token = env["ACTIONS_RUNTIME_TOKEN"];
  if (!url || !token || !env["ACTIONS_CACHE_SERVICE_V2"]) return undefined;

  const ask = async <const S extends v.GenericSchema>(method: string, body: object, schema: S): Promise<v.InferOutput<S>> => {
    const answer = await fetch(new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, url), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(attemptLimitMs)]),
    });
    const text = await answer.text();
    if (!answer.ok) throw new CacheError(`the cache service answered ${answer.status}`);
    const parsed = v.safeParse(schema, JSON.parse(text));
    if (!parsed.success) throw new CacheError("the cache service's answer could not be understood");
    return parsed.output;
  };
  const ok = v.optional(v.boolean(), false);
  const address = v.optional(v.string(), "");
  return {
    restore: async (key) => {
      const body = { key, restore_keys: [], version };
      const found = await ask(
        "GetCacheEntryDownloadURL",
        body,
        v.object({ ok, signed_download_url: address, matched_key: v.optional(v.string(), "") }),
      );
      if (!found.ok || found.matched_key !== key) return undefined;
      const answer = await fetch(found.signed_download_url, { signal: AbortSignal.any([signal, AbortSignal.timeout(attemptLimitMs * 4)]) });
      if (!answer.ok) throw new CacheError(`the cache's storage answered ${answer.status}`);
      return bounded(answer.body, packedLimitBytes);
    },
    save: async (key, bytes) => {
      const reserved = await ask("CreateCacheEntry", { key, version }, v.object({ ok, signed_upload_url: address }));
      if (!reserved.ok) return false;
      const stored = await fetch(reserved.signed_upload_url, {
        method: "PUT",
        headers: { "x-ms-blob-type": "BlockBlob", "content-type": "application/octet-stream" },
        body: Buffer.from(bytes),
        signal: AbortSignal.any([signal, AbortSignal.timeout(attemptLimitMs * 4)]),
      });
      if (!stored.ok) throw new CacheError(`the cache's storage answered ${stored.status}`);
      const finished = await ask("FinalizeCacheEntryUpload", { key, version, size_bytes: String(bytes.byteLength) }, v.object({ ok }));
      return finished.ok;
    },
  };
}

export const cacheKey = (id: string, sha: string): string => `faultbox-recording-${id}-${sha}`;

const Entry = v.object({
  id: v.string(),
  sha: v.string(),
  run: v.pipe(v.string(), v.startsWith("https://"), v.maxLength(500)),
  files: v.record(v.pipe(v.string(), v.maxLength(300)), v.string()),
});

/** Stores a recording for later runs. Says in a sentence what came of it; never throws. */
export async function storeInCache(
  task: { readonly id: string; readonly sha: string; readonly runUrl: string; readonly files: ReadonlyMap<string, string> },
  cache: Cache,
): Promise<string> {
  try {
    const entry: v.InferOutput<typeof Entry> = { id: task.id, sha: task.sha, run: task.runUrl, files: Object.fromEntries(task.files) };
    const bytes = await promisify(gzip)(JSON.stringify(entry));
    return (await cache.save(cacheKey(task.id, task.sha), bytes))
      ? "the recording is in the cache as well"
      : "the cache has a recording of this commit already";
  } catch (error) {
    return `the recording could not be put into the cache: ${reason(error)}`;
  }
}

/**
 * The recording of exactly one commit, if the cache has one that counts. Never throws: whatever goes wrong is a line in the log, and the
 * other ways to a baseline are still there.
 */
export async function findInCache(
  question: { readonly id: string; readonly sha: string; readonly context: Context; readonly log: (line: string) => void },
  cache: Cache,
  api: Pick<Api, "caches">,
): Promise<Baseline | undefined> {
  const { id, sha, context, log } = question;
  const key = cacheKey(id, sha);
  try {
    const refs = (await api.caches(key)).filter((entry) => entry.key === key).map(({ ref }) => ref);
    const trusted = new Set([`refs/heads/${context.repository.defaultBranch}`]);
    if (context.event === "pull_request") trusted.add(`refs/heads/${context.baseRef}`);
    if (isTrusted(context)) trusted.add(context.ref);
    if (refs.includes(context.ref) && !trusted.has(context.ref)) {
      log("the cache holds a recording that this very branch has written, which is no baseline: passed over");
      return undefined;
    }
    if (!refs.some((ref) => trusted.has(ref))) return undefined;
    const bytes = await cache.restore(key);
    if (bytes === undefined) return undefined;
    const text = await promisify(gunzip)(bytes, { maxOutputLength: limitBytes });
    const parsed = v.safeParse(Entry, JSON.parse(text.toString("utf8")));
    if (!parsed.success || parsed.output.id !== id || parsed.output.sha !== sha) throw new CacheError("the entry is not what its key says");
    return {
      origin: { kind: "artifact", description: `the run of ${sha.slice(0, 7)}, from the cache`, sha, distance: 0, url: parsed.output.run },
      files: new Map(Object.entries(parsed.output.files)),
    };
  } catch (error) {
    log(`the cache cannot be used: ${reason(error)}`);
    return undefined;
  }
}

function reason(error: unknown): string {
  return String((error instanceof Error ? error.message : String(error)).split("\n")[0]);
}
