/** I1 to I5: nights, holds and the state machine. */
import {
  type AuditCheck,
  EXAMPLES_MAX,
  instantSql,
  LAG_SECONDS_MAX,
  settledBefore,
  sqlCheck,
} from "@/server/gateway/audit/check";
import { TRANSITIONS } from "@/server/modules/bookings/rules";
import { rowsOf, sql } from "@/server/platform/db";
import { idFromUuid } from "@/server/primitives/id";
import { addMs } from "@/server/primitives/zoned";

const STANDING = sql`('confirmed', 'checked_in', 'completed')`;

const noOverlap = sqlCheck(
  "I1",
  "No night is sold twice, and every stay that lies ahead has its nights",
  (ctx) => {
    const now = instantSql(ctx.now);
    const active = (b: string) =>
      sql`(${sql.raw(b)}.status in ${STANDING} or (${sql.raw(b)}.status = 'held' and ${sql.raw(b)}.hold_expires_at > ${now}))`;
    return {
      counted: sql`select (select count(*) from night_claims) + (select count(*) from bookings b where ${active("b")})`,
      violations: sql`
      select a.code || ' and ' || b.code || ' share a night' as what
      from bookings a join bookings b on b.listing_id = a.listing_id and a.id < b.id
        and a.check_in < b.check_out and b.check_in < a.check_out
      where ${active("a")} and ${active("b")}
      union all
      select b.code || ' has not claimed ' || n.night from bookings b
      cross join lateral (
        select d::date as night from generate_series(b.check_in, b.check_out - 1, interval '1 day') d
        where d::date > (${now})::date) n
      left join night_claims c on c.listing_id = b.listing_id and c.night = n.night
        and c.claim_id = b.id and c.kind = 'booking'
      where b.status in ('confirmed', 'checked_in') and b.check_out > (${now})::date and c.night is null`,
    };
  },
);

const turnover = sqlCheck(
  "I2",
  "A stay claims its own nights alone: its check-out day is free for the next",
  () => ({
    counted: sql`select count(*) from bookings a join bookings b
    on b.listing_id = a.listing_id and b.check_in = a.check_out where a.status in ${STANDING} and b.status in ${STANDING}`,
    violations: sql`
    select b.code || ' claims ' || c.night as what from night_claims c join bookings b on b.id = c.claim_id
    where c.kind in ('hold', 'booking')
      and (c.listing_id <> b.listing_id or c.night < b.check_in or (c.night >= b.check_out and not c.preparation))`,
  }),
);

/** Documents are kept by a consumer, so homes whose events are younger than the stated lag are left out. */
const searchEqualsClaims: AuditCheck = {
  id: "I3",
  name: "Search knows the nights that are free",
  async run(ctx) {
    const now = instantSql(ctx.now);
    const rows = await rowsOf<{ listing_id: string; total: number }>(
      ctx.db,
      sql`select d.listing_id, count(*) over ()::int as total from search_documents d
          cross join lateral (
            select coalesce(bit_and(~(b'1'::bit(512) >> (c.night - d.base_on))), ~(b'0'::bit(512))) as free
            from night_claims c where c.listing_id = d.listing_id and c.night >= d.base_on and c.night < d.base_on + 512
              and (c.kind <> 'hold' or c.expires_at > ${now})) truth
          where d.nights_free <> truth.free limit 200`,
    );
    const recent = addMs(ctx.now, -LAG_SECONDS_MAX * 1_000);
    const keys = rows.map((row) => idFromUuid("listing", row.listing_id));
    const moving = await rowsOf<{ key: string }>(
      ctx.db,
      keys.length === 0
        ? sql`select '' as key where false`
        : sql`select distinct key from event_log where key in ${keys} and (occurred_at > ${instantSql(recent)}
            or seq in (select seq from unplaced_events))`,
    );
    const inMotion = new Set(moving.map((row) => row.key));
    const stale = keys.filter((key) => !inMotion.has(key));
    const counts = await rowsOf<{ count: number }>(
      ctx.db,
      sql`select count(*)::float8 as count from search_documents`,
    );
    return {
      counted: counts[0]?.count ?? 0,
      violations: stale.length,
      examples: stale.slice(0, EXAMPLES_MAX),
    };
  },
};

const holdsEnd = sqlCheck(
  "I4",
  "Holds end in time; a late payment ends in a booking or a full refund",
  (ctx) => ({
    counted: sql`select (select count(*) from bookings where status in ('held', 'expired'))
    + (select count(*) from refunds where reason = 'late_payment')`,
    violations: sql`
    select code || ' is held though its hold lapsed' as what from bookings
    where status = 'held' and hold_expires_at < ${settledBefore(ctx)}
    union all
    select b.code || ' was paid and neither booked nor refunded' from bookings b join payments p on p.booking_id = b.id
    where p.status = 'succeeded' and p.settled_at < ${settledBefore(ctx)} and b.status in ('held', 'expired')
      and not exists (select 1 from refunds r where r.booking_id = b.id and r.reason = 'late_payment'
        and r.amount_minor = p.amount_minor)
    union all
    select b.code || ' was booked and refunded as late' from bookings b join refunds r on r.booking_id = b.id
    where r.reason = 'late_payment' and b.status not in ('held', 'expired')`,
  }),
);

const allowedPairs = Object.entries(TRANSITIONS).flatMap(([from, targets]) =>
  targets.map((to) => `${from}>${to}`),
);

const stateMachine = sqlCheck(
  "I5",
  "Every status change follows the state machine and is written down",
  () => ({
    counted: sql`select count(*) from booking_transitions`,
    violations: sql`
    with steps as (
      select t.booking_id, t.from_status, t.to_status, t.seq,
        lag(t.to_status) over (partition by t.booking_id order by t.seq) as before,
        row_number() over (partition by t.booking_id order by t.seq desc) as from_end
      from booking_transitions t)
    select b.code || ': ' || coalesce(s.from_status, 'nothing') || ' to ' || s.to_status as what
    from steps s join bookings b on b.id = s.booking_id
    where s.from_status is distinct from s.before
      or (s.from_status is null and s.to_status <> 'held')
      or (s.from_status is not null and not (s.from_status || '>' || s.to_status) = any(${sql.param(`{${allowedPairs.join(",")}}`)}::text[]))
      or (s.from_end = 1 and s.to_status <> b.status)
    union all
    select b.code || ' has no transitions' from bookings b
    where not exists (select 1 from booking_transitions t where t.booking_id = b.id)`,
  }),
);

export const INVENTORY_CHECKS: readonly AuditCheck[] = [
  noOverlap,
  turnover,
  searchEqualsClaims,
  holdsEnd,
  stateMachine,
];
