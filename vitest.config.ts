import { defineConfig } from "vitest/config";
import { alone, LongestFirst } from "./test/pool.ts";

// Two groups, one after the other, in two workers each: a machine of CI has few cores. What stands in `test/` starts the demo system on its own
// ports, so its processes are kept apart. Files run in processes of their own, so that a test that leaks a process or a descriptor
// cannot hide behind another.
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
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: "system",
          include: ["test/**/*.test.ts"],
          ...alone,
          testTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
