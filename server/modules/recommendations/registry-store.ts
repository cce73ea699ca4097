/** SQL of the model registry. */
import { and, asc, desc, eq, inArray, ne } from "drizzle-orm";
import { modelMetrics, models, recommendationLog } from "@/server/modules/recommendations/tables";
import { type DbOrTx, rowsOf, sql, type Tx } from "@/server/platform/db";
import type { ModelId } from "@/server/primitives/id";

/** Everything but the artifact, which may be megabytes. */
const summaryColumns = {
  modelId: models.id,
  version: models.version,
  status: models.status,
  seed: models.seed,
  artifactSha256: models.artifactSha256,
  artifactBytes: models.artifactBytes,
  interactionCount: models.interactionCount,
  listingCount: models.listingCount,
  guestCount: models.guestCount,
  interactionsFrom: models.interactionsFrom,
  interactionsUntil: models.interactionsUntil,
  trainedAt: models.trainedAt,
  trainedMs: models.trainedMs,
  decidedAt: models.decidedAt,
  reason: models.reason,
};

/** Versions with their metrics, latest first. */
export async function listModelRows(db: DbOrTx, rowsMax: number) {
  const rows = await db.select(summaryColumns).from(models).orderBy(desc(models.version)).limit(rowsMax);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.modelId);
  const metrics = await db
    .select()
    .from(modelMetrics)
    .where(inArray(modelMetrics.modelId, ids))
    .orderBy(asc(modelMetrics.method), asc(modelMetrics.metric));
  return rows.map((row) => ({
    ...row,
    metrics: metrics
      .filter((metric) => metric.modelId === row.modelId)
      .map(({ method, metric, value, caseCount }) => ({ method, metric, value, caseCount })),
  }));
}

/** Locks the registry, so that promotions and trainings take turns, and gives every version's state. */
export async function lockModels(tx: Tx) {
  await tx.execute(sql`select pg_advisory_xact_lock(7366574)`);
  return tx
    .select({ modelId: models.id, version: models.version, status: models.status })
    .from(models)
    .orderBy(desc(models.version));
}

export async function insertModel(tx: Tx, model: typeof models.$inferInsert): Promise<void> {
  await tx.insert(models).values(model);
}

export async function insertMetrics(tx: Tx, metrics: (typeof modelMetrics.$inferInsert)[]): Promise<void> {
  if (metrics.length > 0) await tx.insert(modelMetrics).values(metrics);
}

/** Makes one version live and retires the one that was. */
export async function markLive(tx: Tx, input: { modelId: ModelId; at: Date; reason: string }): Promise<void> {
  await tx
    .update(models)
    .set({ status: "retired", decidedAt: input.at })
    .where(and(eq(models.status, "live"), ne(models.id, input.modelId)));
  await tx
    .update(models)
    .set({ status: "live", decidedAt: input.at, reason: input.reason })
    .where(eq(models.id, input.modelId));
}

export async function markRejected(
  tx: Tx,
  input: { modelId: ModelId; at: Date; reason: string },
): Promise<void> {
  await tx
    .update(models)
    .set({ status: "rejected", decidedAt: input.at, reason: input.reason })
    .where(eq(models.id, input.modelId));
}

/** What the last training had read. */
export async function readLatestTraining(db: DbOrTx) {
  const [last] = await db
    .select({ eventPositions: models.eventPositions, trainedAt: models.trainedAt })
    .from(models)
    .orderBy(desc(models.version))
    .limit(1);
  return last;
}

/** The live version's id and number; its artifact is read apart, once per version and process. */
export async function readLiveVersion(db: DbOrTx) {
  const [row] = await db
    .select({ modelId: models.id, version: models.version })
    .from(models)
    .where(eq(models.status, "live"));
  return row;
}

export async function readArtifact(db: DbOrTx, modelId: ModelId) {
  const [row] = await db
    .select({ artifact: models.artifact, sha256: models.artifactSha256 })
    .from(models)
    .where(eq(models.id, modelId));
  return row;
}

/** How many recommendations were served in the last day, and how long one took on average. */
export async function summariseServed(db: DbOrTx, now: Date) {
  const [row] = await rowsOf<{ count: number; mean_ms: number | null }>(
    db,
    sql`select count(*)::int as count, avg(took_ms)::float8 as mean_ms from ${recommendationLog}
      where served_at > ${now.toISOString()}::timestamptz - interval '1 day'`,
  );
  return { lastDay: row?.count ?? 0, meanMs: row?.mean_ms ?? null };
}
