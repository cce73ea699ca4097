import { parseArgs } from "node:util";
import { runProgram } from "@/scripts/_market/program";
import { withMarketEnv } from "@/scripts/_market/with-market-env";
import { evaluationText } from "@/scripts/_models/print-evaluation";
import { readInsideAirbnb, readInteractionsCsv } from "@/scripts/_models/read-interactions";
import { listModels } from "@/server/modules/recommendations/list-models";
import { type Evaluation, evaluate, type Split } from "@/server/modules/recommendations/model/evaluate";
import { RECIPE, RECIPE_WITHOUT_CONTENT } from "@/server/modules/recommendations/model/recipe";
import { promoteModel } from "@/server/modules/recommendations/promote-model";
import { SEED_DEFAULT, trainModel } from "@/server/modules/recommendations/train-model";
import { fadingWeight } from "@/server/modules/recommendations/training-set";
import { monotonicMs } from "@/server/platform/clock";
import type { SystemCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { StartRefusal } from "@/server/platform/local/start-refusal";
import { pinoLog } from "@/server/platform/pino-log";
import { openMarket } from "@/server/platform/system-ctx";

const HELP = `Usage: npm run models -- COMMAND [options]

  train                  train a version from the market's interactions, judge it, make it live when it is good enough
  list                   versions with their figures, latest first
  promote VERSION        make a version live, or an earlier one again
  evaluate FILE.csv      judge the method on interactions in a file: guest,listing,timestamp,weight
  evaluate --inside-airbnb FOLDER
                         the same on the stays of an Inside Airbnb folder (a review is a stay)

  --content FILE.csv     evaluate: listing,host,latitude,longitude,nightly,capacity,bedrooms,property_type,room_type,
                         neighbourhood,amenities (with | between); without it content scores nothing
  --split time           evaluate: train on the earlier 80 % in time (default), or leave-last-out
  --seed ${SEED_DEFAULT}               train, evaluate: the same seed gives the same bytes and intervals
  --reason TEXT          promote: why, kept in the registry
  --json                 print JSON
  --help                 this text
`;

const OPTIONS = {
  content: { type: "string" },
  "inside-airbnb": { type: "string" },
  split: { type: "string", default: "time" },
  seed: { type: "string", default: String(SEED_DEFAULT) },
  reason: { type: "string", default: "promoted by command" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

await runProgram(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const [command, argument] = positionals;
  const seed = Number(values.seed);
  if (values.help) return print(HELP);
  if (!Number.isSafeInteger(seed)) throw new StartRefusal("--seed must be a whole number.");
  if (command === "evaluate") return runEvaluate({ file: argument, ...values, seed });
  if (command === "train") return withMarket((ctx) => runTrain(ctx, seed, values.json));
  if (command === "list") return withMarket((ctx) => runList(ctx, values.json));
  if (command === "promote" && argument !== undefined)
    return withMarket((ctx) => runPromote(ctx, Number(argument), values.reason, values.json));
  process.stderr.write("Say what: train, list, promote VERSION or evaluate FILE.csv\nTry --help.\n");
  return 2;
});
process.exit();

function withMarket(work: (ctx: SystemCtx) => Promise<number>): Promise<number> {
  return withMarketEnv(async () => {
    const log = pinoLog({ level: env.LOG_LEVEL, name: "models", to: "stderr" });
    const market = openMarket({ env, log, name: "roost models", poolMax: 2 });
    try {
      return await work(await market.systemCtx());
    } finally {
      await market.end();
    }
  });
}

async function runTrain(ctx: SystemCtx, seed: number, asJson: boolean): Promise<number> {
  const training = await trainModel(ctx, { seed });
  if (!training) {
    if (asJson)
      return print(`${JSON.stringify({ ok: true, trained: false, reason: "too few interactions" })}\n`);
    return print("There are too few interactions to learn from; homes are shown by popularity until then.\n");
  }
  const { evaluation, ...rest } = training;
  if (asJson) return print(`${JSON.stringify({ ok: true, trained: true, ...rest, evaluation })}\n`);
  const { version, status, reason, sha256, interactionCount, listingCount, trainedMs } = training;
  const made = `version ${version} from ${interactionCount} interactions with ${listingCount} homes in ${trainedMs} ms`;
  return print(
    `${made}: ${status}${reason ? ` (${reason})` : ""}\nsha256 ${sha256}\n\n${evaluationText(evaluation)}`,
  );
}

async function runList(ctx: SystemCtx, asJson: boolean): Promise<number> {
  const { models, served } = await listModels(ctx);
  if (asJson) return print(`${JSON.stringify({ models, served })}\n`);
  if (models.length === 0) return print("No version has been trained yet.\n");
  const lines = models.map((model) => {
    const own = model.metrics.find(({ method, metric }) => method === "model" && metric === "ndcg@10");
    const figure = own ? `NDCG@10 ${own.value.toFixed(4)} on ${own.caseCount} cases` : "not judged";
    return `${String(model.version).padStart(4)}  ${model.status.padEnd(9)}  ${model.trainedAt.toISOString()}  ${figure}  ${model.reason}`;
  });
  return print(`${lines.join("\n")}\n`);
}

async function runPromote(ctx: SystemCtx, version: number, reason: string, asJson: boolean): Promise<number> {
  const { models } = await listModels(ctx);
  const model = models.find((row) => row.version === version);
  if (!model) throw new StartRefusal(`There is no version ${version}.`);
  await inTransaction(ctx, (tx) => promoteModel(tx, { modelId: model.modelId, at: ctx.now, reason }));
  return print(asJson ? `${JSON.stringify({ ok: true, version })}\n` : `Version ${version} is live.\n`);
}

async function runEvaluate(input: {
  file: string | undefined;
  content?: string;
  "inside-airbnb"?: string;
  split: string;
  seed: number;
  json: boolean;
}): Promise<number> {
  const { file, split } = input;
  const folder = input["inside-airbnb"];
  if (split !== "time" && split !== "leave-last-out")
    throw new StartRefusal("--split must be time or leave-last-out.");
  if (file === undefined && folder === undefined) throw new StartRefusal("Say which file to judge on.");
  const startedMs = monotonicMs();
  const set =
    folder === undefined
      ? await readInteractionsCsv(file ?? "", input.content)
      : await readInsideAirbnb(folder);
  const strongest = set.touches.reduce((most, touch) => Math.max(most, touch.weight), 0) || 1;
  const evaluation: Evaluation = evaluate({
    items: set.items,
    itemCount: set.itemCount,
    touches: set.touches,
    split: split satisfies Split,
    recipe: set.items ? RECIPE : RECIPE_WITHOUT_CONTENT,
    memoryWeight: (touch, nowMs) => fadingWeight(touch.weight / strongest, nowMs - touch.atMs),
    seed: input.seed,
  });
  const tookMs = Math.round(monotonicMs() - startedMs);
  const { itemCount, guestCount } = set;
  const interactionCount = set.touches.length;
  if (input.json)
    return print(
      `${JSON.stringify({ ok: true, itemCount, guestCount, interactionCount, tookMs, ...evaluation })}\n`,
    );
  return print(
    `${interactionCount} interactions, ${guestCount} guests, ${itemCount} listings, ${tookMs} ms\n${evaluationText(evaluation)}`,
  );
}

function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}
