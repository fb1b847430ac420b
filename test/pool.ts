/**
 * How the processes that run `test/` are started: each with a network and a `/tmp` of its own, as `faultbox test --jobs` does it, so that two
 * files that start the same system on the same ports run side by side. Where the machine forbids that they run one after the other.
 */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { BaseSequencer, ForksPoolWorker, type PoolOptions, type PoolWorker, type TestSpecification } from "vitest/node";
import { isolationProblem, supervisorBinary } from "../src/supervisor/index.ts";

class IsolatedForks extends ForksPoolWorker {
  override readonly name = "isolated forks";

  constructor(options: PoolOptions) {
    super(options);
    this.env = { ...options.env, TEST_NODE: process.execPath, TEST_SUPERVISOR: supervisorBinary() };
  }

  override start(): Promise<void> {
    // The base class forks at once, and takes what runs Node from here.
    const node = process.execPath;
    process.execPath = join(import.meta.dirname, "isolated.sh");
    try {
      return super.start();
    } finally {
      process.execPath = node;
    }
  }
}

const problem = await isolationProblem();
if (problem !== undefined) console.warn(`The files of test/ run one after the other, since they can't be kept apart here: ${problem}`);

/** Files at a time: half as many again as there are processors, since a test that runs services waits for them for a third of its time. */
export const maxWorkers = Math.ceil(1.5 * availableParallelism());

/** Settings of a project whose files need ports and paths for themselves. */
export const alone =
  problem === undefined
    ? {
        pool: { name: "isolated forks", createPoolWorker: (options: PoolOptions): PoolWorker => new IsolatedForks(options) },
        maxWorkers,
      }
    : { pool: "forks" as const, maxWorkers: 1, fileParallelism: false };

/** From longest to shortest, those that take more than twenty seconds. A fresh clone does not know yet how long a file takes. */
const long = [
  "test/corpus",
  "test/ci",
  "fixtures/source/source",
  "test/docs",
  "test/accept",
  "test/github/action",
  "src/report/html",
  "fixtures/concurrency/concurrency",
  "test/temporal",
].map((name) => join(import.meta.dirname, "..", `${name}.test.ts`));

/** What takes longest begins first, or it runs at the end with nobody beside it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const first = long.flatMap((name) => sorted.filter(({ moduleId }) => moduleId === name));
    return [...first, ...sorted.filter((file) => !first.includes(file))];
  }
}
