/**
 * A model as bytes: a header in JSON and the arrays behind it, little-endian, each aligned to four bytes. The same model
 * gives the same bytes; nothing of the time or the machine goes in.
 */
import { z } from "zod";
import type { Recipe } from "@/server/modules/recommendations/model/recipe";
import type { FittedModel, Neighbours } from "@/server/modules/recommendations/model/types";
import { assert } from "@/server/primitives/assert";

const MAGIC = "ROOSTREC";
const FORMAT = 1;

const headerContract = z.strictObject({
  format: z.literal(FORMAT),
  recipe: z.strictObject({
    contentWeight: z.number(),
    togetherWeight: z.number(),
    popularityWeight: z.number(),
    popularityHalfLifeDays: z.number(),
    contentNeighboursMax: z.int(),
    companionsMax: z.int(),
    togetherNeighboursMax: z.int(),
    ridge: z.number(),
    homesPerGuestMax: z.int(),
  }) satisfies z.ZodType<Recipe>,
  seed: z.int(),
  itemIds: z.array(z.string()),
  hostIds: z.array(z.string()),
  neighbourhoods: z.array(z.string()),
  contentCount: z.int(),
  togetherCount: z.int(),
});

export interface Artifact {
  readonly model: FittedModel;
  readonly recipe: Recipe;
  readonly seed: number;
}

export function encodeArtifact({ model, recipe, seed }: Artifact): Uint8Array {
  const header = headerContract.parse({
    format: FORMAT,
    recipe,
    seed,
    itemIds: model.itemIds,
    hostIds: model.hostIds,
    neighbourhoods: model.neighbourhoods,
    contentCount: model.content.items.length,
    togetherCount: model.together.items.length,
  });
  const head = new TextEncoder().encode(JSON.stringify(header));
  const parts: ArrayBufferView[] = [
    new TextEncoder().encode(MAGIC),
    Uint32Array.of(head.length),
    padded(head),
    model.popularity,
    model.guestCounts,
    ...arraysOf(model.content),
    ...arraysOf(model.together),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

/** Reads an artifact. One of another format, or cut short, is a bug of ours and throws. */
export function decodeArtifact(bytes: Uint8Array): Artifact {
  // A copy, because typed arrays need their own alignment. Not `slice`: that of a driver's Buffer is no copy.
  const { buffer } = new Uint8Array(bytes);
  const magic = new TextDecoder().decode(new Uint8Array(buffer, 0, MAGIC.length));
  assert(magic === MAGIC, "not an artifact of ours");
  const [headLength = 0] = new Uint32Array(buffer, MAGIC.length, 1);
  const headAt = MAGIC.length + 4;
  const header = headerContract.parse(
    JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, headAt, headLength))),
  );
  let at = headAt + alignedLength(headLength);
  const ints = (count: number) => {
    const array = new Int32Array(buffer, at, count);
    at += array.byteLength;
    return array;
  };
  const floats = (count: number) => {
    const array = new Float32Array(buffer, at, count);
    at += array.byteLength;
    return array;
  };
  const itemCount = header.itemIds.length;
  const neighbours = (count: number): Neighbours => ({
    offsets: ints(itemCount + 1),
    items: ints(count),
    weights: floats(count),
  });
  return {
    recipe: header.recipe,
    seed: header.seed,
    model: {
      itemIds: header.itemIds,
      hostIds: header.hostIds,
      neighbourhoods: header.neighbourhoods,
      popularity: floats(itemCount),
      guestCounts: ints(itemCount),
      content: neighbours(header.contentCount),
      together: neighbours(header.togetherCount),
    },
  };
}

export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function arraysOf(neighbours: Neighbours): ArrayBufferView[] {
  return [neighbours.offsets, neighbours.items, neighbours.weights];
}

function alignedLength(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(alignedLength(bytes.length)).fill(0x20);
  whole.set(bytes);
  return whole;
}
