/** Performance, each figure against its peer in the same run. Benchmarks live in tests/bench. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { runProgram } from "@/scripts/_market/program";
import { ROOT } from "@/scripts/_market/root";
import { setHeap } from "@/server/platform/worker-heap";
import type { Bench } from "@/tests/bench/bench";

const HELP = `npm run bench -- [NAME …] [--list] [--json]

Measures Roost against a peer in the same run and prints { name, ours, peer, ratio, unit, rounds }.
Without a name every benchmark runs.
  --list   names and what they measure
  --events N  how many events analytics-exactness and analytics-throughput play
  --json   one JSON object a line
  --help   this text`;

async function loadBenches(): Promise<Bench[]> {
  const folder = path.join(ROOT, "tests/bench");
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".bench.ts"))
    .sort();
  const loaded = await Promise.all(
    files.map((file) => import(pathToFileURL(path.join(folder, file)).href) as Promise<{ benches: Bench[] }>),
  );
  return loaded.flatMap((file) => file.benches);
}

await runProgram(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      list: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      events: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const benches = await loadBenches();
  if (values.list) {
    if (values.json) console.log(JSON.stringify(benches.map(({ name, summary }) => ({ name, summary }))));
    else for (const { name, summary } of benches) console.log(`${name.padEnd(24)} ${summary}`);
    return 0;
  }
  const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    console.error(`no such benchmark: ${unknown.join(", ")}; npm run bench -- --list names them`);
    return 1;
  }
  const events = values.events === undefined ? undefined : Number(values.events);
  if (events !== undefined && (!Number.isInteger(events) || events < 1)) {
    console.error("--events must be a whole number of at least 1");
    return 1;
  }
  const options = events === undefined ? {} : { events };
  const report = (line: string) => process.stderr.write(`${line}\n`);
  for (const bench of benches) {
    if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
    setHeap(bench.isWorkers ? "worker" : "other");
    const result = await bench.run(report, options);
    if (values.json) console.log(JSON.stringify(result));
    else
      console.log(
        `${result.name}: ours ${result.ours} ${result.unit}, peer ${result.peer} ${result.unit}, ratio ${result.ratio} (${result.rounds.length} rounds) ${JSON.stringify(result.notes)}`,
      );
  }
  return 0;
});
