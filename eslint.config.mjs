// Typed lint: what a type checker alone does not see. Biome does format and the untyped rules.
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      ".next*",
      ".roost",
      "public",
      "drizzle/migrations",
      "drizzle/migrations-analytics",
      "next-env.d.ts",
      "tests/tidy/seeded/**",
    ],
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "@typescript-eslint": tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unsafe-argument": "error",
      "@typescript-eslint/no-unsafe-assignment": "error",
      "@typescript-eslint/no-unsafe-call": "error",
      "@typescript-eslint/no-unsafe-return": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/return-await": ["error", "error-handling-correctness-only"],
      "@typescript-eslint/use-unknown-in-catch-callback-variable": "error",
    },
  },
  {
    // Time comes as ctx.now: the machine's clock is read in one place.
    files: ["server/**/*.ts", "app/**/*.ts", "app/**/*.tsx", "emails/**/*.tsx"],
    ignores: ["server/platform/clock.ts", "server/primitives/**", "**/*.test.ts", "**/*.test.tsx"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: "time comes as ctx.now; the clock is read in server/platform/clock.ts",
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "time comes as ctx.now; the clock is read in server/platform/clock.ts",
        },
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: "configuration is read in server/platform/env.ts",
        },
      ],
    },
  },
  {
    files: ["server/platform/env.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
);
