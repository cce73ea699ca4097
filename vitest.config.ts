import { defineConfig } from "vitest/config";

const WORKERS_MAX = 2;
const DATABASE_TEST_MS_MAX = 30_000;
const DATABASE_SETUP_MS_MAX = 60_000;

const NEVER = ["**/node_modules/**", "**/.next/**", "**/.roost/**"];
/** Tests that need a PostgreSQL: those named so, and the two suites that drive the whole market. */
const ON_DATABASE = ["**/*.db.test.ts", "tests/contract/**/*.test.ts", "tests/simulation/**/*.test.ts"];

export default defineConfig({
  test: {
    maxWorkers: WORKERS_MAX,
    projects: [
      {
        resolve: { alias: { "@": import.meta.dirname } },
        test: {
          name: "unit",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...NEVER, ...ON_DATABASE],
        },
      },
      {
        resolve: { alias: { "@": import.meta.dirname } },
        test: {
          name: "database",
          include: ON_DATABASE,
          exclude: NEVER,
          globalSetup: "tests/support/postgres-setup.ts",
          testTimeout: DATABASE_TEST_MS_MAX,
          hookTimeout: DATABASE_SETUP_MS_MAX,
        },
      },
    ],
  },
});
