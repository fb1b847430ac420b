/**
 * The linter's rules, and with them the house's import direction: data goes one way (see the table below), and a room is entered by its
 * door, `index.ts`, only.
 */
import tseslint from "typescript-eslint";

/** What each room may know. Left to right is the way of the data; nothing imports what stands to its right. */
const rooms = {
  trace: [],
  starlark: [],
  supervisor: ["trace"],
  source: ["trace"],
  protocols: ["trace"],
  engine: ["supervisor", "protocols", "trace"],
  spec: ["starlark", "engine", "protocols", "supervisor", "trace"],
  drift: ["trace"],
  report: ["trace", "drift"],
  ci: ["trace", "starlark", "supervisor", "source", "engine", "spec", "drift", "report"],
  github: ["trace", "drift", "report", "ci"],
};

const all = Object.keys(rooms);

const doors = Object.entries(rooms).map(([room, known]) => ({
  files: [`src/${room}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: all.filter((other) => other !== room && !known.includes(other)).map((other) => `**/${other}/*`),
            message: `src/${room} may know only: ${known.join(", ") || "itself"} (design: the way of the data).`,
          },
          {
            regex: `^\\.\\./(?:\\.\\./)*(?:${all.filter((other) => other !== room).join("|")})/(?!index\\.ts$)`,
            message: "Enter another room by its door, index.ts.",
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ["dist/**", "build/**", "node_modules/**", "faultbox-out/**", "src/report/viewer.generated.ts", "**/*.mjs"] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js"] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    // The language is compiled to JavaScript: here, and only here, generated code becomes a function.
    files: ["src/starlark/interpreter.ts"],
    rules: { "@typescript-eslint/no-implied-eval": "off" },
  },
  ...doors,
);
