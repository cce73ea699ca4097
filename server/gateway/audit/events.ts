/** I14 to I18: the event log, its consumers, and what follows from it. */
import { openKafka, readBus } from "@/server/events/bus";
import { isInKafka } from "@/server/events/kafka-event-log";
import { readLag } from "@/server/events/lag";
import { recountEqualsLive } from "@/server/gateway/audit/analytics";
import {
  type AuditCheck,
  EXAMPLES_MAX,
  instantSql,
  LAG_SECONDS_MAX,
  settledBefore,
  sqlCheck,
} from "@/server/gateway/audit/check";
import { rowsOf, sql } from "@/server/platform/db";

/** Which event tells of which status. */
const EVENT_OF_STATUS = sql`(values ('held', 'booking.held'), ('confirmed', 'booking.confirmed'),
  ('expired', 'booking.expired'), ('checked_in', 'booking.checked_in'), ('completed', 'booking.completed'),
  ('cancelled_by_guest', 'booking.cancelled'), ('cancelled_by_host', 'booking.cancelled'),
  ('cancelled_by_operator', 'booking.cancelled')) as told(status, type)`;

const oneEventEach = sqlCheck(
  "I14",
  "Every change has exactly one event, and no event is without its change",
  () => ({
    counted: sql`select count(*) from event_log where topic in ('bookings', 'payments')`,
    violations: sql`
    with changes as (
      select b.code, told.type, count(*) as n from booking_transitions t
      join bookings b on b.id = t.booking_id join ${EVENT_OF_STATUS} on told.status = t.to_status group by 1, 2
    ), events as (
      select payload->>'code' as code, type, count(*) as n from event_log
      where topic = 'bookings' and type in (select type from ${EVENT_OF_STATUS}) group by 1, 2)
    select coalesce(c.code, e.code) || ': ' || coalesce(c.n, 0) || ' changes, ' || coalesce(e.n, 0) || ' events '
      || coalesce(c.type, e.type) as what
    from changes c full join events e on e.code = c.code and e.type = c.type
    where coalesce(c.n, 0) <> coalesce(e.n, 0)
    union all
    select 'payments: ' || p.n || ' succeeded, ' || e.n || ' events' from
      (select count(*) as n from payments where status = 'succeeded') p,
      (select count(*) as n from event_log where type = 'payment.succeeded') e where p.n <> e.n
    union all
    select 'refunds: ' || r.n || ' asked for, ' || e.n || ' events' from
      (select count(*) as n from refunds) r,
      (select count(*) as n from event_log where type = 'payment.refund_requested') e where r.n <> e.n`,
  }),
);

const effectOnce = sqlCheck("I15", "Each consumer's effect happens exactly once", (ctx) => ({
  counted: sql`select coalesce(sum(handled_count), 0) from consumer_positions`,
  violations: sql`
    select 'event ' || event_id || ' was sent ' || count(*) || ' times to one person' as what from deliveries
    group by event_id, recipient_id, channel having count(*) > 1
    union all
    select 'booking ' || booking_id || ' has ' || count(*) || ' refunds for one reason' from refunds
    group by booking_id, reason having count(*) > 1
    union all
    select 'refund ' || id || ' is still not sent' from refunds
    where status = 'requested' and requested_at < ${settledBefore(ctx)} - interval '1 hour'`,
}));

const inSequence = sqlCheck("I16", "Events of a key keep their sequence, and positions have no gaps", () => ({
  counted: sql`select count(*) from event_places`,
  violations: sql`
    with places as materialized (select * from event_places), waiting as (select seq from unplaced_events)
    select topic || '/' || partition || ': position ' || position || ' overtook an earlier event of its key' as what
    from (select p.topic, p.partition, p.position, seq,
            lag(seq) over (partition by p.topic, p.partition, e.key order by p.position) as before
          from places p join event_log e using (seq)) placed
    where before > seq
    union all
    select topic || '/' || partition || ' has ' || count(*) || ' events up to position ' || max(position)
    from places group by topic, partition having count(*) <> max(position) + 1
    union all
    select e.topic || '/' || e.partition || ': event ' || e.id || ' is placed or waits ' || count(s.seq) || ' times'
    from event_log e
    left join (select seq from places union all select seq from waiting) s using (seq)
    group by e.seq having count(s.seq) <> 1`,
}));

const CONSUMER_LAG_SECONDS_MAX = 900;

const lagBounded: AuditCheck = {
  id: "I17",
  name: "Nothing waits long: events are placed and handled",
  async run(ctx) {
    const lag = await readLag(ctx.db, ctx.now);
    const unplaced = await rowsOf<{ count: number }>(
      ctx.db,
      sql`select count(*)::float8 as count from unplaced_events join event_log using (seq)
          where occurred_at < ${instantSql(ctx.now)} - make_interval(secs => ${LAG_SECONDS_MAX})`,
    );
    const unproduced = await rowsOf<{ count: number }>(
      ctx.db,
      sql`select count(*)::float8 as count from event_bus b
          join kafka_partitions k on b.engine = 'kafka'
          cross join lateral (
            select g.placed_at from event_placings g
            where g.topic = k.topic and g.partition = k.partition and g.last_position > k.produced_position
            order by g.last_position limit 1
          ) oldest
          where oldest.placed_at < ${instantSql(ctx.now)} - make_interval(secs => ${LAG_SECONDS_MAX})`,
    );
    const waiting = unplaced[0]?.count ?? 0;
    const stuck = unproduced[0]?.count ?? 0;
    const slow = lag
      .filter((each) => !each.paused && each.seconds > CONSUMER_LAG_SECONDS_MAX)
      .map((each) => `${each.consumer} is ${Math.round(each.seconds)} s behind`);
    const wrong = [
      ...(waiting > 0 ? [`${waiting} events have no place yet`] : []),
      ...(stuck > 0 ? [`${stuck} partitions have events that are not in Kafka yet`] : []),
      ...slow,
    ];
    return { counted: lag.length, violations: wrong.length, examples: wrong.slice(0, EXAMPLES_MAX) };
  },
};

/** Where the engine is Kafka: the last event of each partition that is marked as produced can be read there. */
const inKafka: Pick<AuditCheck, "run"> = {
  async run(ctx) {
    const bus = await readBus(ctx.db);
    if (bus.engine === "postgres") return { counted: 0, violations: 0, examples: [] };
    const kafka = await openKafka(ctx, bus);
    const marks = await rowsOf<{ topic: string; partition: number; position: number }>(
      ctx.db,
      sql`select topic, partition, produced_position::float8 as position from kafka_partitions
          where produced_position >= 0 order by topic, partition`,
    );
    const wrong: string[] = [];
    for (const { topic, partition, position } of marks)
      if (!(await isInKafka(kafka, topic, partition, position)))
        wrong.push(`${topic}/${partition}: position ${position} is not in Kafka`);
    return { counted: marks.length, violations: wrong.length, examples: wrong.slice(0, EXAMPLES_MAX) };
  },
};

/** A change has its event, in the database and in Kafka where that is the engine. */
const eventsKept: AuditCheck = {
  ...oneEventEach,
  async run(ctx) {
    const [written, produced] = await Promise.all([oneEventEach.run(ctx), inKafka.run(ctx)]);
    return {
      counted: written.counted + produced.counted,
      violations: written.violations + produced.violations,
      examples: [...written.examples, ...produced.examples].slice(0, EXAMPLES_MAX),
    };
  },
};

export const EVENT_CHECKS: readonly AuditCheck[] = [
  eventsKept,
  effectOnce,
  inSequence,
  lagBounded,
  recountEqualsLive,
];
