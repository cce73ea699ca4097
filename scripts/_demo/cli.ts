import { parseArgs } from "node:util";

/** One option of a small program: what it is called, what it means, and what stands when it is not given. */
export type CliOption = { name: string; hint?: string; about: string; fallback?: string };

export type Cli = { values: Record<string, string>; flags: Set<string>; json: boolean };

/**
 * Reads the command line of one of the demo's programs, or prints its help and ends the process.
 *
 * An option with a `hint` takes a value; one without is a flag. `--json` and `--help` are always there.
 * An unknown option ends the process with code 2, so that a typing error never runs with the default.
 */
export function readCli(program: string, about: string, options: CliOption[]): Cli {
  const known = [
    ...options,
    { name: "json", about: "print one JSON object in place of words" },
    { name: "help", about: "print this" },
  ];
  const spec = Object.fromEntries(
    known.map((option) => [option.name, { type: option.hint ? ("string" as const) : ("boolean" as const) }]),
  );
  const parsed = parseOrExit(spec);
  if (parsed.help === true) {
    process.stdout.write(`${helpText(program, about, known)}\n`);
    process.exit(0);
  }
  const values: Record<string, string> = {};
  const flags = new Set<string>();
  for (const option of known) {
    const value = parsed[option.name] ?? option.fallback;
    if (typeof value === "string") values[option.name] = value;
    else if (value === true) flags.add(option.name);
  }
  return { values, flags, json: flags.has("json") };
}

function parseOrExit(spec: Record<string, { type: "string" | "boolean" }>) {
  try {
    return parseArgs({ options: spec, strict: true }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nTry --help.\n`);
    process.exit(2);
  }
}

function helpText(program: string, about: string, options: CliOption[]): string {
  const rows = options.map((option) => {
    const left = `  --${option.name}${option.hint ? ` ${option.hint}` : ""}`;
    const fallback = option.fallback === undefined ? "" : ` (default ${option.fallback})`;
    return `${left.padEnd(26)}${option.about}${fallback}`;
  });
  return [`${program}`, "", about, "", ...rows].join("\n");
}

/** Prints the outcome: words for a person, one JSON object for a program. */
export function printOutcome(cli: Cli, outcome: Record<string, unknown>, words: string): void {
  process.stdout.write(cli.json ? `${JSON.stringify(outcome)}\n` : `${words}\n`);
}
