import type { Bounds, RunOutcome } from "@/server/events/bounded-run";
import { NOTHING_DONE } from "@/server/events/bounded-run";
import { encodeArtifact, sha256Hex } from "@/server/modules/recommendations/model/artifact";
import { type Evaluation, evaluate } from "@/server/modules/recommendations/model/evaluate";
import { fitModel } from "@/server/modules/recommendations/model/fit";
import { METHODS } from "@/server/modules/recommendations/model/methods";
import { RECIPE } from "@/server/modules/recommendations/model/recipe";
import {
  insertMetrics,
  insertModel,
  lockModels,
  markLive,
  markRejected,
  readLatestTraining,
} from "@/server/modules/recommendations/registry-store";
import { whyLive, whyNotLive } from "@/server/modules/recommendations/rules";
import { readEventPositions } from "@/server/modules/recommendations/store";
import { memoryWeightOf, readTrainingSet } from "@/server/modules/recommendations/training-set";
import { monotonicMs } from "@/server/platform/clock";
import type { SystemCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import { type ModelId, newId } from "@/server/primitives/id";

/** Interactions below which there is nothing to learn from; homes' popularity serves until then. */
const INTERACTIONS_MIN = 50;
/** A scheduled training waits until this much has come since the last: a share of it, or a day with anything new. */
const NEW_SHARE_MIN = 0.25;
const DAY_MS = 86_400_000;
/** Latest interactions that one training reads. */
const INTERACTIONS_MAX = 2_000_000;
export const SEED_DEFAULT = 1;

export interface Training {
  readonly modelId: ModelId;
  readonly version: number;
  readonly status: "live" | "rejected";
  readonly reason: string;
  readonly sha256: string;
  readonly interactionCount: number;
  readonly listingCount: number;
  readonly trainedMs: number;
  readonly evaluation: Evaluation;
}

/**
 * Trains a version from the interactions as they stand, judges it on later ones against the baselines, and makes it live
 * when it is no worse than popularity, beyond chance. A rejected version stays in the registry with the reason.
 *
 * Reads in one snapshot, computes without a connection, writes in one transaction. Trainings take turns for their
 * number. Undefined when there is too little to learn from. The same interactions, homes and seed give the same bytes.
 */
export async function trainModel(
  ctx: Pick<SystemCtx, "db" | "now" | "log">,
  input: { seed?: number; interactionsMax?: number } = {},
): Promise<Training | undefined> {
  const startedMs = monotonicMs();
  const seed = input.seed ?? SEED_DEFAULT;
  const set = await readTrainingSet(ctx.db, input.interactionsMax ?? INTERACTIONS_MAX);
  if (set.touches.length < INTERACTIONS_MIN || set.items.length === 0) return undefined;
  const nowMs = set.untilMs;
  const evaluation = evaluate({
    items: set.items,
    itemCount: set.items.length,
    touches: set.touches,
    split: "time",
    recipe: RECIPE,
    memoryWeight: memoryWeightOf,
    isChoice: ({ weight }) => weight > 1,
    seed,
  });
  const model = fitModel({ items: set.items, touches: set.touches, nowMs, recipe: RECIPE });
  const artifact = encodeArtifact({ model, recipe: RECIPE, seed });
  const sha256 = await sha256Hex(artifact);
  const trainedMs = Math.round(monotonicMs() - startedMs);
  const modelId = newId("model", ctx.now.getTime());
  const written = await inTransaction(ctx, async (tx) => {
    const versions = await lockModels(tx);
    const version = (versions[0]?.version ?? 0) + 1;
    const whyNot = whyNotLive(evaluation);
    await insertModel(tx, {
      id: modelId,
      version,
      status: "candidate",
      recipe: { ...RECIPE },
      seed,
      artifact,
      artifactSha256: sha256,
      artifactBytes: artifact.byteLength,
      interactionCount: set.touches.length,
      listingCount: set.items.length,
      guestCount: set.guestCount,
      eventPositions: set.eventPositions,
      interactionsFrom: new Date(set.fromMs),
      interactionsUntil: new Date(set.untilMs),
      trainedAt: ctx.now,
      trainedMs,
    });
    await insertMetrics(tx, metricsOf(modelId, evaluation));
    if (whyNot === undefined) {
      await markLive(tx, { modelId, at: ctx.now, reason: whyLive(evaluation) });
      return { version, status: "live" as const, reason: "" };
    }
    await markRejected(tx, { modelId, at: ctx.now, reason: whyNot });
    return { version, status: "rejected" as const, reason: whyNot };
  });
  ctx.log.info({ ...written, sha256, trainedMs, cases: evaluation.caseCount }, "model trained");
  return {
    modelId,
    ...written,
    sha256,
    interactionCount: set.touches.length,
    listingCount: set.items.length,
    trainedMs,
    evaluation,
  };
}

/** The scheduled job: trains when enough has come since the last training, told by positions in the log. */
export async function trainWhenDue(
  ctx: Pick<SystemCtx, "db" | "now" | "log">,
  bounds: Bounds,
): Promise<RunOutcome> {
  const last = await readLatestTraining(ctx.db);
  const total = sumOf(await readEventPositions(ctx.db));
  const fresh = total - sumOf(last?.eventPositions ?? {});
  const isOld = last !== undefined && ctx.now.getTime() - last.trainedAt.getTime() >= DAY_MS;
  const isEnough = fresh >= Math.max(INTERACTIONS_MIN, total * NEW_SHARE_MIN);
  if (!isEnough && !(isOld && fresh > 0)) return NOTHING_DONE;
  const training = await trainModel(ctx, { interactionsMax: bounds.recordsMax });
  if (!training) return NOTHING_DONE;
  return { claimed: training.interactionCount, handled: training.interactionCount, failed: 0, lagAfter: 0 };
}

function sumOf(positions: Readonly<Record<string, number>>): number {
  return Object.values(positions).reduce((sum, position) => sum + position + 1, 0);
}

function metricsOf(modelId: ModelId, { methods, caseCount }: Evaluation) {
  return METHODS.flatMap((method) =>
    Object.entries(methods[method]).map(([metric, value]) => ({ modelId, method, metric, value, caseCount })),
  );
}
