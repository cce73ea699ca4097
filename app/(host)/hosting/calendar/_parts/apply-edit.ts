/** Sends an edit of nights home by home, and keeps what each step needs to be taken back. */
import type { Client } from "@/app/_trpc/plain-client";
import type { HostNight } from "@/server/modules/calendar/contract";
import type { BlockId, ListingId } from "@/server/primitives/id";
import { addDays, daysBetween, type LocalDate } from "@/server/primitives/local-date";
import type { Stay } from "@/server/primitives/stay";
import { type HomeNights, runsOf } from "./selection";

export interface Edit {
  /** null: back to base and weekend price. */
  readonly priceMinor?: number | null;
  readonly nightsMin?: number | null;
  readonly open?: boolean;
  readonly note: string;
}

type Before = { night: LocalDate; priceMinor: number | null; nightsMin: number | null };
export type Undo =
  | { kind: "restore"; listingId: ListingId; nights: Before[] }
  | { kind: "unblock"; listingId: ListingId; blockId: BlockId }
  | { kind: "block"; listingId: ListingId; stay: Stay };

function stayOf(run: readonly HostNight[]): Stay | undefined {
  const [first, last] = [run[0], run.at(-1)];
  return first && last ? { checkIn: first.night, checkOut: addDays(last.night, 1) } : undefined;
}

const follows = (a: HostNight, b: HostNight) => daysBetween(a.night, b.night) === 1;

export async function applyEdit(
  client: Client,
  homes: readonly { home: HomeNights; nights: readonly HostNight[] }[],
  edit: Edit,
): Promise<Undo[]> {
  const undo: Undo[] = [];
  for (const { home, nights } of homes) {
    const { listingId } = home;
    for (const run of runsOf(nights, follows)) {
      const stay = stayOf(run);
      if (!stay) continue;
      if (edit.priceMinor !== undefined || edit.nightsMin !== undefined) {
        const { before } = await client.calendar.editNights.mutate({
          listingId,
          stay,
          ...(edit.priceMinor === undefined ? {} : { priceMinor: edit.priceMinor }),
          ...(edit.nightsMin === undefined ? {} : { nightsMin: edit.nightsMin }),
        });
        undo.push({ kind: "restore", listingId, nights: before });
      }
      if (edit.open === true) {
        await client.calendar.open.mutate({ listingId, stay });
        undo.push({ kind: "block", listingId, stay });
      }
    }
    if (edit.open !== false) continue;
    const free = nights.filter((night) => night.state === "free");
    for (const run of runsOf(free, follows)) {
      const stay = stayOf(run);
      if (!stay) continue;
      const { blockId } = await client.calendar.block.mutate({ listingId, stay, note: edit.note });
      undo.push({ kind: "unblock", listingId, blockId });
    }
  }
  return undo;
}

/** Takes the steps back, the last one first. */
export async function undoEdit(client: Client, steps: readonly Undo[]): Promise<void> {
  for (const step of [...steps].reverse()) {
    const { listingId } = step;
    if (step.kind === "restore")
      await client.calendar.restoreNights.mutate({ listingId, nights: step.nights });
    else if (step.kind === "unblock")
      await client.calendar.unblock.mutate({ listingId, blockId: step.blockId });
    else await client.calendar.block.mutate({ listingId, stay: step.stay, note: "" });
  }
}
