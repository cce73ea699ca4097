/** I6 to I13: the ledger, refunds, charges and the gateway. */

import { describeError } from "@/server/events/describe-error";
import { type AuditCheck, EXAMPLES_MAX, LAG_SECONDS_MAX, sqlCheck } from "@/server/gateway/audit/check";
import type { SystemCtx } from "@/server/platform/context";
import { rowsOf, sql } from "@/server/platform/db";
import type { GatewayMovement } from "@/server/platform/ports";
import { addMs, DAY_MS } from "@/server/primitives/zoned";

const zeroSum = sqlCheck("I6", "Every ledger transaction has entries and sums to zero per currency", () => ({
  counted: sql`select count(*) from ledger_transactions`,
  violations: sql`
    select t.cause_key || ' sums to ' || s.total || ' ' || s.currency as what
    from (select transaction_id, currency, sum(amount_minor) as total from ledger_entries
          group by 1, 2 having sum(amount_minor) <> 0) s
    join ledger_transactions t on t.id = s.transaction_id
    union all
    select t.cause_key || ' has no entries' from ledger_transactions t
    where not exists (select 1 from ledger_entries e where e.transaction_id = t.id)`,
}));

/** The triggers that make the ledger immutable and balanced. */
const GUARDS = [
  "ledger_transactions_immutable",
  "ledger_entries_immutable",
  "ledger_transactions_not_emptied",
  "ledger_entries_not_emptied",
  "ledger_transactions_balanced",
  "ledger_entries_balanced",
];
const immutable = sqlCheck("I7", "The database refuses changes to the ledger", () => ({
  counted: sql`select count(*) from ledger_entries`,
  violations: sql`
    select g || ' is missing or off' as what from unnest(${sql.param(`{${GUARDS.join(",")}}`)}::text[]) g
    where not exists (select 1 from pg_trigger t where t.tgname = g and t.tgenabled in ('O', 'A'))`,
}));

const everyCentOwned = sqlCheck(
  "I8",
  "Every cent paid has one owner, per booking and overall, at every point of history",
  () => ({
    counted: sql`select count(distinct booking_id) from ledger_entries where booking_id is not null`,
    violations: sql`
    select 'booking ' || r.booking_id || ': ' || r.account || ' stood on the wrong side at ' || r.seq as what
    from (select booking_id, account, seq,
            sum(amount_minor) over (partition by booking_id, account, currency order by seq) as running
          from ledger_entries
          where account in ('held_funds', 'host_payable', 'service_fee_revenue', 'tax_payable', 'refunds_payable')) r
    where r.running > 0
    union all
    select 'booking ' || p.booking_id || ': paid ' || p.paid || ', ledger says ' || coalesce(l.captured, 0)
    from (select booking_id, sum(amount_minor) as paid from payments where status = 'succeeded' group by 1) p
    full join (
      select e.booking_id, -sum(e.amount_minor) as captured from ledger_entries e
      join ledger_transactions t on t.id = e.transaction_id
      where t.kind = 'payment_captured' and e.account = 'guest_receivable' group by 1) l using (booking_id)
    where coalesce(p.paid, 0) <> coalesce(l.captured, 0)
    union all
    select 'all bookings in ' || currency || ' leave ' || total from (
      select currency, sum(amount_minor) as total from ledger_entries group by 1) g
    where total <> 0
    union all
    select b.code || ' holds ' || coalesce(h.held, 0) || ' though its stay is over or cancelled'
    from bookings b join (
      select booking_id, sum(amount_minor) as held from ledger_entries where account = 'held_funds' group by 1) h
      on h.booking_id = b.id
    where b.status in ('cancelled_by_guest', 'cancelled_by_host', 'cancelled_by_operator') and h.held <> 0`,
  }),
);

const hostNeverOwes = sqlCheck("I9", "No host owes the market without a debt account", () => ({
  counted: sql`select count(distinct host_id) from ledger_entries where account = 'host_payable'`,
  violations: sql`
    select 'host ' || host_id || ' owes ' || total || ' ' || currency as what from (
      select host_id, currency, sum(amount_minor) as total from ledger_entries
      where account = 'host_payable' group by 1, 2) h
    where total > 0`,
}));

const refundsWithin = sqlCheck(
  "I10",
  "Refunds stay within the charge, and the ledger sent what was sent",
  () => ({
    counted: sql`select count(*) from refunds`,
    violations: sql`
    select 'payment ' || p.id || ' refunds ' || r.total || ' of ' || p.amount_minor as what
    from payments p join (select payment_id, sum(amount_minor) as total from refunds group by 1) r on r.payment_id = p.id
    where r.total > p.amount_minor or r.total <> p.refunded_minor or p.status <> 'succeeded'
    union all
    select 'booking ' || coalesce(r.booking_id, l.booking_id) || ' sent ' || coalesce(r.total, 0) || ', ledger says ' || coalesce(l.total, 0)
    from (select booking_id, sum(amount_minor) as total from refunds where status = 'succeeded' group by 1) r
    full join (
      select e.booking_id, sum(e.amount_minor) as total from ledger_entries e
      join ledger_transactions t on t.id = e.transaction_id
      where t.kind = 'refund_sent' and e.account = 'refunds_payable' group by 1) l on l.booking_id = r.booking_id
    where coalesce(r.total, 0) <> coalesce(l.total, 0)`,
  }),
);

const oneCharge = sqlCheck("I11", "A booking is charged once per purpose", () => ({
  counted: sql`select count(*) from payments where status = 'succeeded'`,
  violations: sql`
    select 'booking ' || booking_id || ' was charged ' || count(*) || ' times' as what from payments
    where status = 'succeeded' group by booking_id, purpose having count(*) > 1
    union all
    select 'charge ' || charge_id || ' pays for ' || count(*) || ' payments' from payments
    where charge_id is not null group by charge_id having count(*) > 1
    union all
    select 'booking ' || booking_id || ' was captured ' || count(*) || ' times' from ledger_transactions
    where kind = 'payment_captured' group by booking_id having count(*) > 1`,
}));

const MOVEMENTS_MAX = 500;
const MOVEMENTS_DAYS = 30;

/**
 * Compares the gateway's newest balance movements with payments and refunds. Movements younger than the stated lag may
 * still be on their way. A gateway that does not answer leaves nothing to compare, and says so.
 */
const gatewayAgrees: AuditCheck = {
  id: "I12",
  name: "The ledger matches the gateway's balance transactions",
  async run(ctx) {
    const movements = await readMovements(ctx);
    if ("error" in movements)
      return { counted: 0, violations: 0, examples: [`not compared: ${movements.error}`] };
    const settled = movements.found.filter(
      (movement) =>
        movement.kind !== "other" && movement.createdAt < addMs(ctx.now, -LAG_SECONDS_MAX * 1_000),
    );
    const ours = await readOurs(ctx, settled);
    const wrong = settled.flatMap((movement) => {
      const known = ours.get(movement.sourceId);
      if (!known) return [`${movement.kind} ${movement.sourceId} is at the gateway alone`];
      const sameAmount = known.amountMinor === movement.amountMinor;
      const sameFee = movement.kind === "refund" || known.feeMinor === movement.feeMinor;
      return sameAmount && sameFee ? [] : [`${movement.kind} ${movement.sourceId} differs`];
    });
    return { counted: settled.length, violations: wrong.length, examples: wrong.slice(0, EXAMPLES_MAX) };
  },
};

async function readMovements(
  ctx: SystemCtx,
): Promise<{ found: readonly GatewayMovement[] } | { error: string }> {
  try {
    const createdFrom = addMs(ctx.now, -MOVEMENTS_DAYS * DAY_MS);
    return { found: await ctx.ports.payments.listMovements({ createdFrom, max: MOVEMENTS_MAX }) };
  } catch (error) {
    // The other checks do not need the gateway, so the audit goes on and names what it could not compare.
    return { error: describeError(error).slice(0, 200) };
  }
}

async function readOurs(ctx: SystemCtx, movements: readonly GatewayMovement[]) {
  const ids = movements.map((movement) => movement.sourceId);
  if (ids.length === 0) return new Map<string, { amountMinor: number; feeMinor: number }>();
  const rows = await rowsOf<{ source: string; amount: number; fee: number }>(
    ctx.db,
    sql`select charge_id as source, amount_minor::float8 as amount, coalesce(fee_minor, 0)::float8 as fee
        from payments where status = 'succeeded' and charge_id in ${ids}
        union all
        select gateway_refund_id, -amount_minor::float8, 0 from refunds
        where status in ('sent', 'succeeded') and gateway_refund_id in ${ids}`,
  );
  return new Map(rows.map((row) => [row.source, { amountMinor: row.amount, feeMinor: row.fee }]));
}

const quotedIsCharged = sqlCheck("I13", "The amount charged is the amount quoted", () => ({
  counted: sql`select count(*) from bookings`,
  violations: sql`
    select b.code || ': quoted ' || (b.snapshot->'quote'->'total'->>'amountMinor') || ', booked ' || b.total_minor
      || ', to pay ' || p.amount_minor as what
    from bookings b join payments p on p.booking_id = b.id and p.purpose = 'stay'
    cross join lateral (
      select sum((l->>'amountMinor')::bigint) as total from jsonb_array_elements(b.snapshot->'quote'->'lines') l) lines
    where b.total_minor <> p.amount_minor or b.currency <> p.currency
      or b.total_minor <> (b.snapshot->'quote'->'total'->>'amountMinor')::bigint
      or b.currency <> b.snapshot->'quote'->'total'->>'currency' or b.total_minor <> lines.total`,
}));

export const MONEY_CHECKS: readonly AuditCheck[] = [
  zeroSum,
  immutable,
  everyCentOwned,
  hostNeverOwes,
  refundsWithin,
  oneCharge,
  gatewayAgrees,
  quotedIsCharged,
];
