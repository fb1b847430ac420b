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

/**
 * What [files] of [room] may import of other rooms: what stands in [entrances], and of these only what the room may know.
 *
 * @param {string} room
 * @param {string[]} known
 * @param {string[]} files
 * @param {string[]} entrances
 */
const entering = (room, known, files, entrances) => ({
  files,
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
            regex: `^\\.\\./(?:\\.\\./)*(?:${all.filter((other) => other !== room).join("|")})/(?!(?:${entrances.join("|")})\\.ts$)`,
            message: `Enter another room by its door, ${entrances.map((entrance) => `${entrance}.ts`).join(" or ")}.`,
          },
        ],
      },
    ],
  },
});

const doors = Object.entries(rooms).flatMap(([room, known]) => [
  entering(room, known, [`src/${room}/**/*.ts`], ["index"]),
  // Made-up data of a room is for its neighbours' tests too.
  entering(room, known, [`src/${room}/**/*.test.ts`], ["index", "sample"]),
]);

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
