/**
 * How the processes that run `test/` are started: each with a network and a `/tmp` of its own, as `faultbox test --jobs` does it, so that two
 * files that start the same system on the same ports run side by side. Where the machine forbids that they run one after the other.
 */
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

/** Settings of a project whose files need ports and paths for themselves. */
export const alone =
  problem === undefined
    ? {
        pool: { name: "isolated forks", createPoolWorker: (options: PoolOptions): PoolWorker => new IsolatedForks(options) },
        maxWorkers: 2,
      }
    : { pool: "forks" as const, maxWorkers: 1, fileParallelism: false };

/** What takes longest begins first, or it runs at the end with nobody beside it. A fresh clone does not know yet how long a file takes. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => /test\/(?:corpus|ci)\.test\.ts$/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
