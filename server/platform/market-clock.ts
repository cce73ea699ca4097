/**
 * The market's time. With a stand-in in use it can be moved ahead (the /dev/clock page); the offset is one row that every
 * process reads, so that web, worker and commands agree. Without one it is the machine's clock and costs no query.
 */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { type Clock, offsetClock, systemClock } from "@/server/platform/clock";
import type { DbOrTx } from "@/server/platform/db";
import { marketSettings } from "@/server/platform/tables";

export const CLOCK_SETTING = "clock";
const clockContract = z.object({ offsetMs: z.int() });

/** The market's clock as it stands now; read it again for each request or round. */
export async function readMarketClock(db: DbOrTx, standIns: ReadonlySet<string>): Promise<Clock> {
  if (standIns.size === 0) return systemClock;
  const rows = await db
    .select({ value: marketSettings.value })
    .from(marketSettings)
    .where(eq(marketSettings.name, CLOCK_SETTING));
  const row = rows[0];
  return row ? offsetClock(systemClock, clockContract.parse(row.value).offsetMs) : systemClock;
}

/** Moves the market's clock; the offset counts from the machine's own. */
export async function saveClockOffset(db: DbOrTx, offsetMs: number): Promise<void> {
  await db
    .insert(marketSettings)
    .values({ name: CLOCK_SETTING, value: { offsetMs } })
    .onConflictDoUpdate({ target: marketSettings.name, set: { value: { offsetMs } } });
}
