/** A rectangle of nights over homes: which rows, which columns. Pure, so that pointer and keyboard do the same. */
import type { HostNight } from "@/server/modules/calendar/contract";
import type { ListingId } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";
import type { Currency } from "@/server/primitives/money";

export interface Cell {
  readonly row: number;
  readonly column: number;
}
export interface Selection {
  readonly first: Cell;
  readonly last: Cell;
}
export interface HomeNights {
  readonly listingId: ListingId;
  readonly title: string;
  readonly currency: Currency;
  readonly nights: readonly HostNight[];
  /** At the home. */
  readonly today: LocalDate;
}

/** Past nights are shown and cannot be changed. */
export function isPast(night: HostNight, { today }: { readonly today: LocalDate }): boolean {
  return night.night < today;
}

export function isInside(selection: Selection | undefined, { row, column }: Cell): boolean {
  if (!selection) return false;
  const { first, last } = selection;
  const between = (value: number, a: number, b: number) => value >= Math.min(a, b) && value <= Math.max(a, b);
  return between(row, first.row, last.row) && between(column, first.column, last.column);
}

/** For each home: the chosen nights that are not past, and of these the ones that a guest has and that stay as they are. */
export function chosenNights(
  selection: Selection,
  homes: readonly HomeNights[],
): { home: HomeNights; nights: HostNight[]; taken: HostNight[] }[] {
  return homes.flatMap((home, row) => {
    const inside = home.nights.filter(
      (night, column) => !isPast(night, home) && isInside(selection, { row, column }),
    );
    if (inside.length === 0) return [];
    const taken = inside.filter(
      (night) => night.state === "booked" || night.state === "held" || night.state === "imported",
    );
    return [{ home, nights: inside, taken }];
  });
}

/** Nights that follow on each other, as runs: what a booking, a block or an edit covers. */
export function runsOf<Night extends { night: string }>(
  nights: readonly Night[],
  same: (a: Night, b: Night) => boolean,
): Night[][] {
  const runs: Night[][] = [];
  for (const night of nights) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && same(before, night)) run.push(night);
    else runs.push([night]);
  }
  return runs;
}
