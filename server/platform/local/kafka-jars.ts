/** Apache Kafka's own jars, brought by Maven once and kept. */
import { spawn } from "node:child_process";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { StartRefusal } from "@/server/platform/local/start-refusal";

export const KAFKA_VERSION = "4.2.0";
const OUTPUT_TAIL = 2_000;

/** What of JDK and Maven this machine lacks for a broker; undefined when it lacks nothing. */
export async function whyNoBroker(): Promise<string | undefined> {
  for (const [program, name] of [
    ["java", "a JDK (17 or later)"],
    ["mvn", "Maven"],
  ] as const) {
    const found = await run(program, ["-version"]).catch((error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw error;
    });
    if (found === undefined) return `${name} is missing: ${program} was not found`;
    if (found.code !== 0) return `${program} -version ended with ${found.code}`;
  }
  return undefined;
}

/**
 * The folder of the broker's jars; brings them with Maven when they are not there yet (43 MB). They appear whole or not at
 * all, so several may ask at once. Refuses with a StartRefusal without JDK, Maven or a registry to bring them from.
 */
export async function provideKafkaJars(root: string, report: (line: string) => void): Promise<string> {
  const jars = path.join(root, "node_modules", ".cache", "roost-kafka", KAFKA_VERSION);
  if ((await listJars(jars)).length > 0) return jars;
  const missing = await whyNoBroker();
  if (missing) throw new StartRefusal(`Kafka cannot run here: ${missing}.`);
  report(`bringing Apache Kafka ${KAFKA_VERSION} with Maven`);
  const unfinished = `${jars}.${process.pid}`;
  await mkdir(path.dirname(jars), { recursive: true });
  const answer = await run("mvn", [
    ...["-q", "-B", "-f", path.join(root, "infra", "kafka", "pom.xml")],
    ...["dependency:copy-dependencies", `-DoutputDirectory=${unfinished}`],
  ]);
  if (answer.code !== 0)
    throw new StartRefusal(`Maven did not bring Apache Kafka: ${answer.output.slice(-OUTPUT_TAIL)}`);
  await rename(unfinished, jars).catch(async (error: unknown) => {
    // Another process was faster; its jars are the same.
    if ((await listJars(jars)).length === 0) throw error;
    await rm(unfinished, { recursive: true, force: true });
  });
  return jars;
}

async function listJars(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(".jar"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end and gives what it wrote on both channels. */
export function run(program: string, args: readonly string[], cwd?: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      ...(cwd === undefined ? {} : { cwd }),
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (piece: string) => {
        output += piece;
      });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
