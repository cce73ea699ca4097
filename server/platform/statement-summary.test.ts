import { expect, test } from "vitest";
import { summariseStatement } from "@/server/platform/statement-summary";

test.each([
  ["select * from bookings where id = $1", "SELECT bookings"],
  ['select "id" from "bookings" inner join "listings" on "a" = "b"', "SELECT bookings listings"],
  ['insert into "event_log" ("id") values ($1)', "INSERT event_log"],
  ["insert into a (x) select x from b where y = $1 on conflict do update set x = 1", "INSERT a SELECT b"],
  ["update only quotes set used_at = $1 where id = $2", "UPDATE quotes"],
  ["delete from sessions where expires_at < now()", "DELETE sessions"],
  [
    "with due as materialized (select id from holds for update skip locked) delete from holds using due",
    "SELECT holds DELETE holds",
  ],
  ["select extract(epoch from now() - finished_at) from cron_runs", "SELECT cron_runs"],
  ["select 1 from a where b is distinct from c", "SELECT a"],
  [
    "select * from unnest($1::text[]) as t(x) join lateral (select 1 from nights) n on true",
    "SELECT SELECT nights",
  ],
  ["select * from find_places($1, $2)", "SELECT find_places"],
  ["select hold_stay($1::jsonb, $2) as answer", "SELECT hold_stay"],
  ["select coalesce(max(x), 0), jsonb_agg(y) from z", "SELECT z"],
  ["SELECT 'delete from bookings', \"from\" /* from x */ -- from y\nFROM things", "SELECT things"],
  ["begin", "BEGIN"],
  ["savepoint sp1", "SAVEPOINT"],
  ["rollback to savepoint sp1", "ROLLBACK"],
  ["", "STATEMENT"],
])("%s → %s", (text, summary) => {
  expect(summariseStatement(text).summary).toBe(summary);
});

test("a statement has one operation and one target, or none is named", () => {
  const named = (text: string) => {
    const { operation, collection, procedure } = summariseStatement(text);
    return [operation, collection, procedure];
  };
  expect(named("update quotes set a = 1")).toEqual(["UPDATE", "quotes", undefined]);
  expect(named("insert into quotes (a) values ($1)")).toEqual(["INSERT", "quotes", undefined]);
  expect(named("select hold_stay($1)")).toEqual(["SELECT", undefined, "hold_stay"]);
  expect(named("select 1 from a join b on true")).toEqual(["SELECT", undefined, undefined]);
  expect(named("insert into a select 1 from b")).toEqual([undefined, undefined, undefined]);
});

test("the summary of a very long statement ends with a whole word within the bound", () => {
  const { summary } = summariseStatement(
    `select 1 from ${Array.from({ length: 90 }, (_, n) => `table_${n}`).join(" join ")}`,
  );
  expect(summary.length).toBeLessThanOrEqual(255);
  expect(summary).toMatch(/ table_\d+$/);
});
