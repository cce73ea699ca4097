/** What the crash suite's consumers do: each notes every stroke it hears, in a table that would take it twice. */
import { defineBatchConsumer, defineDatabaseConsumer } from "@/server/events/define-consumer";
import { sql, type Tx } from "@/server/platform/db";
import { bellRang } from "@/tests/support/events";

const hear = (tx: Tx, consumer: string, bell: string, stroke: number) =>
  tx.execute(sql`insert into heard (consumer, bell, stroke) values (${consumer}, ${bell}, ${stroke})`);

export const CRASH_CONSUMERS = [
  defineDatabaseConsumer({
    name: "crash.one-by-one",
    reactions: (to) =>
      to.on(bellRang, async ({ tx }, { payload }) => {
        await hear(tx, "one-by-one", payload.bell, payload.stroke);
      }),
  }),
  defineBatchConsumer({
    name: "crash.in-batches",
    events: [bellRang],
    async handleBatch({ tx }, events) {
      for (const event of events) {
        const { bell, stroke } = bellRang.payload.parse(event.payload);
        await hear(tx, "in-batches", bell, stroke);
      }
    },
  }),
];
