/** What the models are made of and give. Items and guests are numbered here; ids come back when served. */

/** A home as content sees it. Missing facts are null and say nothing. */
export interface ItemFacts {
  readonly id: string;
  readonly hostId: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly nightlyMinor: number | null;
  readonly capacity: number | null;
  readonly bedrooms: number | null;
  readonly propertyType: string;
  readonly roomType: string;
  readonly neighbourhood: string;
  readonly amenities: readonly string[];
}

/** Something a guest did with a home. `guest` and `item` are numbers from 0. */
export interface Touch {
  readonly guest: number;
  readonly item: number;
  readonly atMs: number;
  readonly weight: number;
}

/** For each item what it speaks for, and how strongly: those of item i stand at `offsets[i]` to `offsets[i + 1]`. */
export interface Neighbours {
  readonly offsets: Int32Array;
  readonly items: Int32Array;
  readonly weights: Float32Array;
}

/** Immutable: a new version is a new object, so serving swaps by one assignment. */
export interface FittedModel {
  readonly itemIds: readonly string[];
  readonly hostIds: readonly string[];
  readonly neighbourhoods: readonly string[];
  /** Decayed popularity, 0 to 1. */
  readonly popularity: Float32Array;
  /** Guests that an item's co-occurrences rest on; without any, content speaks for it alone. */
  readonly guestCounts: Int32Array;
  readonly content: Neighbours;
  readonly together: Neighbours;
}

/** A home the guest remembers, with the weight of the strongest deed. */
export interface Memory {
  readonly item: number;
  readonly weight: number;
}
