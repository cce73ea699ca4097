/**
 * Where in a partition of Kafka a position stands.
 *
 * Positions are produced in sequence from 0, and a relay that died makes the next one repeat a few; so from one offset to
 * the next a position rises by one or falls back, and never rises by more. From a position seen at an offset it follows
 * that n offsets later stands at most the position n further: a reader may jump that far without passing what it wants.
 */
interface Sighting {
  readonly position: number;
  readonly offset: number;
}

const SIGHTINGS_MAX = 64;
/** A topic begins with position 0. */
const BEGINNING: Sighting = { position: 0, offset: 0 };

export class OffsetMemory {
  readonly #sightings = new Map<string, Sighting[]>();

  /** The furthest offset at or before which the position stands. */
  offsetBefore(topic: string, partition: number, position: number): number {
    const seen = this.#sightings.get(`${topic}/${partition}`) ?? [];
    const nearest = seen.findLast((sighting) => sighting.position <= position) ?? BEGINNING;
    return nearest.offset + (position - nearest.position);
  }

  /** Remembers an event that a reader came to in sequence. */
  note(topic: string, partition: number, sighting: Sighting): void {
    const place = `${topic}/${partition}`;
    const seen = this.#sightings.get(place) ?? [];
    if (seen.some(({ position }) => position === sighting.position)) return;
    const sorted = [...seen, sighting].toSorted((a, b) => a.position - b.position);
    // Thinned out evenly: readers stand in different places, the furthest and the slowest among them.
    this.#sightings.set(
      place,
      sorted.length > SIGHTINGS_MAX ? sorted.filter((_, index) => index % 2 === 1) : sorted,
    );
  }

  forget(topic: string, partition: number): void {
    this.#sightings.delete(`${topic}/${partition}`);
  }
}
