import { defineConfig } from "vitest/config";

const WORKERS_MAX = 2;
/** A test's limit is there to end one that hangs, so it is far above what any takes on a slow, busy machine. */
const UNIT_TEST_MS_MAX = 30_000;
const DATABASE_TEST_MS_MAX = 120_000;
const DATABASE_SETUP_MS_MAX = 120_000;
const KAFKA_TEST_MS_MAX = 120_000;
const BROWSER_TEST_MS_MAX = 240_000;
/** How long `expect.poll` waits for what is to come about. */
const POLLED = { poll: { timeout: 20_000 } };

const NEVER = ["**/node_modules/**", "**/.next/**", "**/.roost/**"];
/** Tests that need a PostgreSQL: those named so, and the two suites that drive the whole market. */
const ON_DATABASE = ["**/*.db.test.ts", "tests/contract/**/*.test.ts", "tests/simulation/**/*.test.ts"];

/** Tests that need a Kafka broker as well as a PostgreSQL: scripts/test.ts runs them where there are a JDK and Maven. */
const ON_KAFKA = ["**/*.kafka.test.ts"];

/** Tests that drive Chromium against a running market. */
const IN_BROWSER = ["tests/e2e/**/*.test.ts"];

export default defineConfig({
  test: {
    maxWorkers: WORKERS_MAX,
    projects: [
      {
        resolve: { alias: { "@": import.meta.dirname } },
        test: {
          name: "unit",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...NEVER, ...ON_DATABASE, ...ON_KAFKA, ...IN_BROWSER],
          testTimeout: UNIT_TEST_MS_MAX,
          expect: POLLED,
        },
      },
      {
        // Run again under other zones by scripts/test.ts: nothing of this may hang on the machine's own zone.
        resolve: { alias: { "@": import.meta.dirname } },
        test: {
          name: "zones",
          include: [
            "server/primitives/**/*.test.ts",
            "server/modules/{pricing,bookings,calendar}/**/*.test.ts",
          ],
          exclude: [...NEVER, ...ON_DATABASE, ...ON_KAFKA],
          testTimeout: UNIT_TEST_MS_MAX,
        },
      },
      {
        // One running market for all files (tests/e2e/setup.ts starts it once), so they take turns.
        resolve: { alias: { "@": import.meta.dirname } },
        test: {
          name: "browser",
          include: IN_BROWSER,
          exclude: NEVER,
          globalSetup: "tests/e2e/setup.ts",
          fileParallelism: false,
          testTimeout: BROWSER_TEST_MS_MAX,
          hookTimeout: BROWSER_TEST_MS_MAX,
        },
      },
      {
        resolve: { alias: { "@": import.meta.dirname } },
        test: {
          name: "database",
          include: ON_DATABASE,
          exclude: [...NEVER, ...ON_KAFKA],
          globalSetup: "tests/support/postgres-setup.ts",
          testTimeout: DATABASE_TEST_MS_MAX,
          expect: POLLED,
          hookTimeout: DATABASE_SETUP_MS_MAX,
        },
      },
      {
        // One broker for all files; each test has topics of its own.
        resolve: { alias: { "@": import.meta.dirname } },
        test: {
          name: "kafka",
          include: ON_KAFKA,
          exclude: NEVER,
          globalSetup: ["tests/support/postgres-setup.ts", "tests/support/kafka-setup.ts"],
          testTimeout: KAFKA_TEST_MS_MAX,
          expect: POLLED,
          hookTimeout: KAFKA_TEST_MS_MAX,
        },
      },
    ],
  },
});
