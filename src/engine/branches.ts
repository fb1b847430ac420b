/**
 * Branches that run side by side in one test (`parallel()`). A branch is known to whatever is called in it, however deep and across every
 * wait, by Node's AsyncLocalStorage: steps need not be told whose they are. A failure in one branch ends the others at once.
 */
import { AsyncLocalStorage } from "node:async_hooks";

export class Branch {
  /** Its place among its siblings, and theirs: `1`, or `1.0` for the first branch of a `parallel()` inside the second one. */
  readonly path: string;
  readonly signal: AbortSignal;

  constructor(path: string, signal: AbortSignal) {
    this.path = path;
    this.signal = signal;
  }
}

const store = new AsyncLocalStorage<Branch>();

/** The branch that the caller runs in, if any. */
export function currentBranch(): Branch | undefined {
  return store.getStore();
}

/** A branch failed; the `cause` says how and where. */
export class BranchFailure extends Error {
  override readonly name = "BranchFailure";
  override readonly cause: unknown;

  constructor(index: number, cause: unknown) {
    super(`parallel() callable ${index} failed`);
    this.cause = cause;
  }
}

/** Why a branch was ended: another one failed, or the whole test is over. */
export class BranchCancelled extends Error {
  override readonly name = "BranchCancelled";
}

/** What one branch does; it is to stop when the signal aborts. */
export type BranchBody<T> = (signal: AbortSignal) => Promise<T>;

/**
 * Runs [bodies] side by side and resolves with their results in order, once all have ended. Rejects with the [BranchFailure] of the branch
 * that failed first, after the others have been cancelled and have ended too. [around] is told of each branch for as long as it lives.
 */
export async function runBranches<T>(
  bodies: readonly BranchBody<T>[],
  signal: AbortSignal,
  around: (branch: Branch, body: () => Promise<T>) => Promise<T> = (_, body) => body(),
): Promise<readonly T[]> {
  const controller = new AbortController();
  const parent = currentBranch();
  const shared = AbortSignal.any([signal, controller.signal, ...(parent === undefined ? [] : [parent.signal])]);
  let failure: BranchFailure | undefined;
  const ended = bodies.map(async (body, index): Promise<readonly T[]> => {
    const branch = new Branch(parent === undefined ? String(index) : `${parent.path}.${index}`, shared);
    try {
      return [await store.run(branch, () => around(branch, () => body(shared)))];
    } catch (error) {
      failure ??= new BranchFailure(index, error);
      controller.abort(new BranchCancelled("another branch of parallel() failed"));
      return [];
    }
  });
  const results = (await Promise.all(ended)).flat();
  if (failure !== undefined) throw failure;
  return results;
}

/** The same one after the other, in the order of [order]; the results are in the order of [bodies]. */
export async function runInOrder<T>(
  bodies: readonly BranchBody<T>[],
  order: readonly number[],
  signal: AbortSignal,
): Promise<readonly T[]> {
  const results: (readonly T[])[] = bodies.map(() => []);
  for (const index of order) {
    const body = bodies[index];
    if (body === undefined) continue;
    try {
      results[index] = [await body(signal)];
    } catch (error) {
      throw new BranchFailure(index, error);
    }
  }
  return results.flat();
}
