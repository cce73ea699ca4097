/**
 * Every check there is; the last line is `N passed, N failed` (`, N skipped`).
 *
 * A step that is a single check (format, lint, types, …) counts as one; vitest's tests count each. All steps run even
 * when one fails, so that one run tells everything. The single checks run two at a time, as each keeps one core busy; the
 * tests use both cores and follow one after the other.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed and why, told once more at the end: the run's last lines are what people and CI keep. */
  failures: readonly string[];
}

/** What this reads of vitest's report in JSON. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[];
  }[];
}

const HELP = `npm test [-- --only STEP[,STEP]]

Runs every check: format types lint migrations dead-code tests zones kafka browser.
The last line is "N passed, N failed", with ", N skipped" where something could not run on this machine.
  --only STEP   runs only these steps
  --help        this text`;

const bin = (name: string) => path.resolve("node_modules/.bin", name);
const FAILURE_LINES_MAX = 6;
const clock = () => performance.now();

/** Runs a command that shows its output as it goes. */
function run(command: string, args: string[], env: Record<string, string> = {}): { ok: boolean } {
  const result = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
  return { ok: result.status === 0 };
}

/** Runs a check whose output is shown once it has ended, as another runs beside it. */
function single(command: string, args: string[]): () => Promise<Counts> {
  return async () => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    const output: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => output.push(part));
    child.stderr.on("data", (part: Buffer) => output.push(part));
    const [code] = (await once(child, "close")) as [number | null];
    process.stdout.write(Buffer.concat(output));
    if (code === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] };
    return { passed: 0, failed: 1, skipped: 0, failures: [`${path.basename(command)} ${args.join(" ")}`] };
  };
}

/** The tests that failed, each with its file and the first lines of why. */
function failuresOf(report: VitestReport): string[] {
  return report.testResults.flatMap((file) => {
    const name = path.relative(process.cwd(), file.name);
    const failed = file.assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0) return file.status === "failed" ? [failure(name, file.message)] : [];
    return failed.map((test) =>
      failure(`${name} > ${test.fullName}`, (test.failureMessages ?? []).join("\n")),
    );
  });
}

function failure(name: string, why: string): string {
  const lines = why.split("\n").slice(0, FAILURE_LINES_MAX);
  return [name, ...lines.map((line) => `    ${line}`)].join("\n");
}

/** Runs vitest projects and counts its tests; a run that could not start counts as one failure. */
function vitest(projects: string[], env: Record<string, string> = {}): () => Counts {
  return () => {
    const folder = mkdtempSync(path.join(tmpdir(), "roost-test-"));
    const report = path.join(folder, "report.json");
    const chosen = projects.flatMap((project) => ["--project", project]);
    const { ok } = run(
      bin("vitest"),
      ["run", ...chosen, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
      env,
    );
    try {
      const counted = JSON.parse(readFileSync(report, "utf8")) as VitestReport;
      const failures = failuresOf(counted);
      // A file that fails to load, or an error between tests, is no failed test, but the run is not green.
      if (!ok && failures.length === 0) failures.push("vitest: an error outside of every test (above)");
      return {
        passed: counted.numPassedTests,
        failed: ok ? 0 : Math.max(counted.numFailedTests, 1),
        skipped: counted.numPendingTests + counted.numTodoTests,
        failures,
      };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      console.error(`vitest gave no report: ${error.message}`);
      return { passed: 0, failed: 1, skipped: 0, failures: [`vitest gave no report: ${error.message}`] };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** What runs a Kafka broker. Without one of these the step counts as one skipped check. */
const BROKER_PROGRAMS: readonly (readonly [string, string])[] = [
  ["java", "-version"],
  ["mvn", "-version"],
  ["openssl", "version"],
];

function withBroker(step: () => Counts): () => Counts {
  return () => {
    const missing = BROKER_PROGRAMS.filter(([program, about]) => spawnSync(program, [about]).status !== 0);
    if (missing.length === 0) return step();
    console.log(`skipped: a Kafka broker needs ${missing.map(([program]) => program).join(", ")}`);
    return { passed: 0, failed: 0, skipped: 1, failures: [] };
  };
}

interface Step {
  readonly name: string;
  readonly run: () => Counts | Promise<Counts>;
}

/** The longest first, so that the others fit beside it. */
const CHECKS: readonly Step[] = [
  { name: "lint", run: single(bin("eslint"), ["."]) },
  { name: "types", run: single(bin("tsc"), ["--noEmit"]) },
  { name: "format", run: single(bin("biome"), ["check", "."]) },
  { name: "migrations", run: single(bin("tsx"), ["drizzle/generate.ts", "--check"]) },
  { name: "dead-code", run: single(bin("knip"), []) },
];
const CHECKS_AT_ONCE = 2;
const TESTS: readonly Step[] = [
  { name: "tests", run: vitest(["unit", "database"]) },
  {
    name: "zones",
    run: () =>
      ["Pacific/Kiritimati", "America/Los_Angeles"]
        .map((zone) => vitest(["zones"], { TZ: zone })())
        .reduce(add),
  },
  { name: "kafka", run: withBroker(vitest(["kafka"])) },
  { name: "browser", run: vitest(["browser"]) },
];

function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/** Takes the steps in their sequence, so many at a time, and tells how each went. */
async function runSteps(steps: readonly Step[], atOnce: number): Promise<(Counts & { name: string })[]> {
  const waiting = [...steps];
  const done: (Counts & { name: string })[] = [];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const startedMs = clock();
      console.log(`\n── ${step.name}`);
      const counts = await step.run();
      done.push({ name: step.name, ...counts });
      console.log(
        `── ${step.name}: ${counts.passed} passed, ${counts.failed} failed, ${Math.round((clock() - startedMs) / 1000)} s`,
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return done;
}

async function main(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  const only = argv.includes("--only") ? (argv[argv.indexOf("--only") + 1] ?? "").split(",") : undefined;
  const chosen = (steps: readonly Step[]) => steps.filter((step) => !only || only.includes(step.name));
  if (chosen([...CHECKS, ...TESTS]).length === 0) {
    console.error(`no such step; there are: ${[...CHECKS, ...TESTS].map((step) => step.name).join(" ")}`);
    return 1;
  }
  const done = [...(await runSteps(chosen(CHECKS), CHECKS_AT_ONCE)), ...(await runSteps(chosen(TESTS), 1))];
  const total = done.reduce<Counts>(add, { passed: 0, failed: 0, skipped: 0, failures: [] });
  for (const step of done.filter(({ failed }) => failed > 0)) {
    console.log(`\nfailed in ${step.name}:\n${step.failures.map((failure) => `  ${failure}`).join("\n")}`);
  }
  console.log(
    `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`,
  );
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
