/** I18: the analytics store against a recount of the events, wherever the store is. */
import { type AuditCheck, EXAMPLES_MAX } from "@/server/gateway/audit/check";
import { ANALYTICS_CONSUMER } from "@/server/modules/analytics/consumers/record-facts-on-events";
import { analyticsDbOf, type SystemCtx } from "@/server/platform/context";
import { rowsOf, sql } from "@/server/platform/db";

interface LiveStore extends Record<string, unknown> {
  /** Where the consumer stands, and the booking facts by kind, as JSON. */
  positions: string;
  facts: string;
  counted: number;
  wrong: string | null;
}

/** One statement, so that positions, facts and daily sums are of the same instant. */
async function readLive(ctx: SystemCtx): Promise<LiveStore | undefined> {
  const [live] = await rowsOf<LiveStore>(
    analyticsDbOf(ctx),
    sql`select
      (select coalesce(jsonb_agg(jsonb_build_object('topic', topic, 'partition', partition, 'position', position)), '[]')::text
        from consumer_positions where consumer = ${ANALYTICS_CONSUMER}) as positions,
      (select coalesce(jsonb_agg(f), '[]')::text from
        (select kind, count(*) as n, sum(total_minor) as total from analytics.booking_facts group by 1) f) as facts,
      (select count(*)::float8 from analytics.booking_facts) as counted,
      (select 'daily sums: ' || d.bookings || ' bookings, facts ' || f.n from
        (select coalesce(sum(bookings), 0) as bookings, coalesce(sum(gross_minor), 0) as gross
         from analytics.rollup_daily where dimension = 'market') d,
        (select count(*) as n, coalesce(sum(total_minor), 0) as gross from analytics.booking_facts where kind = 'confirmed') f
        where d.bookings <> f.n or d.gross <> f.gross) as wrong`,
  );
  return live;
}

/** Bookings by kind: the events that the consumer has counted, against the facts it keeps. */
async function compareFacts(ctx: SystemCtx, live: LiveStore): Promise<string[]> {
  const rows = await rowsOf<{ what: string }>(
    ctx.db,
    sql`with handled as (
        select e.type, e.payload from event_log e
        join event_places p on p.seq = e.seq
        join jsonb_to_recordset(${live.positions}::jsonb) as c(topic text, partition int, position bigint)
          on c.topic = e.topic and c.partition = e.partition
        where e.topic = 'bookings' and p.position <= c.position
          and not exists (select 1 from consumer_retries r where r.consumer = ${ANALYTICS_CONSUMER} and r.event_id = e.id)
          and not exists (select 1 from dead_events x where x.consumer = ${ANALYTICS_CONSUMER} and x.event_id = e.id
            and x.status <> 'replayed')
      ), recounted as (
        select replace(type, 'booking.', '') as kind, count(*) as n, sum((payload->>'totalMinor')::bigint) as total
        from handled where type in ('booking.held', 'booking.expired', 'booking.confirmed', 'booking.cancelled',
          'booking.checked_in', 'booking.completed') group by 1
      ), live as (select * from jsonb_to_recordset(${live.facts}::jsonb) as f(kind text, n bigint, total numeric))
      select coalesce(r.kind, l.kind) || ': events say ' || coalesce(r.n, 0) || ' / ' || coalesce(r.total, 0)
        || ', analytics ' || coalesce(l.n, 0) || ' / ' || coalesce(l.total, 0) as what
      from recounted r full join live l on l.kind = r.kind
      where coalesce(r.n, 0) <> coalesce(l.n, 0) or coalesce(r.total, 0) <> coalesce(l.total, 0)`,
  );
  return rows.map(({ what }) => what);
}

/** Facts and daily sums as the analytics consumer keeps them, against a recount of the events it has handled. */
export const recountEqualsLive: AuditCheck = {
  id: "I18",
  name: "A recount of the events equals the live analytics",
  async run(ctx) {
    const live = await readLive(ctx);
    const wrong = live ? await compareFacts(ctx, live) : ["the analytics store does not answer"];
    if (live?.wrong) wrong.push(live.wrong);
    return { counted: live?.counted ?? 0, violations: wrong.length, examples: wrong.slice(0, EXAMPLES_MAX) };
  },
};
