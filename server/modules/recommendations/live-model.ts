/**
 * The model that is served: the live version, kept in the process and exchanged by one assignment when another is live.
 *
 * Each request asks for the live version's id (one row); the artifact is read and checked once per version.
 */
import { type Artifact, decodeArtifact, sha256Hex } from "@/server/modules/recommendations/model/artifact";
import { readArtifact, readLiveVersion } from "@/server/modules/recommendations/registry-store";
import type { DbOrTx } from "@/server/platform/db";
import { assert, assertPresent } from "@/server/primitives/assert";
import type { ModelId } from "@/server/primitives/id";

export interface LiveModel extends Artifact {
  readonly modelId: ModelId;
  readonly version: number;
  /** Listing's UUID → number in the model. */
  readonly numbers: ReadonlyMap<string, number>;
}

let kept: LiveModel | undefined;

export async function readLiveModel(db: DbOrTx): Promise<LiveModel | undefined> {
  const live = await readLiveVersion(db);
  if (!live) return undefined;
  if (kept?.modelId === live.modelId) return kept;
  const row = assertPresent(await readArtifact(db, live.modelId), "the live model's artifact");
  assert((await sha256Hex(row.artifact)) === row.sha256, `model ${live.version} is damaged`);
  const artifact = decodeArtifact(row.artifact);
  const numbers = new Map(artifact.model.itemIds.map((id, number) => [id, number]));
  const loaded: LiveModel = { ...artifact, ...live, numbers };
  kept = loaded;
  return loaded;
}
