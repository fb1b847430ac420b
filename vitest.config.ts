import { defineConfig } from "vitest/config";
import { alone, LongestFirst, maxWorkers } from "./test/pool.ts";

// What stands in `test/` starts the demo system on its own ports, so its processes are kept apart. Where they can be, both projects share their
// workers: one after the other, each would end with a long file and nobody beside it. Files run in processes of their own, so that a test that
// leaks a process or a descriptor cannot hide behind another.
const common = { pool: "forks", testTimeout: 60_000, hookTimeout: 120_000 } as const;

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...common,
          name: "rooms",
          include: ["src/**/*.test.ts", "fixtures/**/*.test.ts", "bench/**/*.test.ts", "scripts/**/*.test.ts"],
          maxWorkers,
        },
      },
      {
        test: {
          ...common,
          name: "system",
          include: ["test/**/*.test.ts"],
          ...alone,
          testTimeout: 180_000,
        },
      },
    ],
  },
});
