/**
 * Two sides that do the same transactions, each round on a fresh copy of one database: no round meets what an earlier one
 * left behind, and the sides take turns to go first.
 */

import { monotonicMs } from "@/server/platform/clock";
import type { EmbeddedPostgres } from "@/server/platform/local/postgres";
import { assert } from "@/server/primitives/assert";
import { type BenchResult, type BenchRound, median, percentile, toResult } from "@/tests/bench/bench";
import { type BenchDatabase, query, withCopy } from "@/tests/bench/bench-database";
import { PER_CLIENT, PER_PHASE } from "@/tests/bench/booking-market";
import { CLIENTS } from "@/tests/bench/peer-script";
import type { Pgbench } from "@/tests/bench/pgbench";

const ROUNDS = 9;

export interface Duel {
  readonly name: string;
  readonly unit: string;
  readonly server: EmbeddedPostgres;
  readonly pgbench: Pgbench;
  readonly script: string;
  /** Does the n-th transaction, through the market's own pool. */
  readonly ours: (database: BenchDatabase, n: number) => Promise<void>;
  /** Counts by name, each of which must be `PER_PHASE` after either side. */
  readonly left: string;
  readonly report: (line: string) => void;
}

/** Opens every connection first, as pgbench does before its clock starts. */
async function connectAll({ db }: BenchDatabase): Promise<void> {
  await Promise.all(Array.from({ length: CLIENTS }, () => db.execute("select pg_sleep(0.2)")));
}

async function runOurs(duel: Duel, database: BenchDatabase, tookMs: number[]): Promise<number> {
  await connectAll(database);
  const startedMs = monotonicMs();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let index = 0; index < PER_CLIENT; index += 1) {
        const beganMs = monotonicMs();
        await duel.ours(database, client * PER_CLIENT + index);
        tookMs.push(monotonicMs() - beganMs);
      }
    }),
  );
  return PER_PHASE / ((monotonicMs() - startedMs) / 1_000);
}

async function assertLeft(url: string, statement: string): Promise<void> {
  const [row] = await query(url, [statement]);
  const counts = Object.values(row ?? {});
  assert(
    counts.length > 0 && counts.every((count) => count === PER_PHASE),
    `${PER_PHASE} transactions left ${JSON.stringify(row)}`,
  );
}

export async function runDuel(duel: Duel): Promise<BenchResult> {
  const tookMs: number[] = [];
  const peerMs: number[] = [];
  let cpuMicros = 0;
  const side = (run: (database: BenchDatabase) => Promise<number>) =>
    withCopy(duel.server, CLIENTS, async (database) => {
      const perSecond = await run(database);
      await assertLeft(database.url, duel.left);
      return perSecond;
    });
  const ours = () =>
    side(async (database) => {
      const before = process.cpuUsage();
      const perSecond = await runOurs(duel, database, tookMs);
      const { user, system } = process.cpuUsage(before);
      cpuMicros += user + system;
      return perSecond;
    });
  const peer = () =>
    side(async ({ url }) => {
      const answer = await duel.pgbench.run({ url, script: duel.script, transactionsPerClient: PER_CLIENT });
      peerMs.push(answer.latencyMs);
      return answer.perSecond;
    });
  await ours();
  await peer();
  [tookMs.length, peerMs.length, cpuMicros] = [0, 0, 0];
  const rounds: BenchRound[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const first = round % 2 === 0 ? await ours() : await peer();
    const second = round % 2 === 0 ? await peer() : await ours();
    const both = round % 2 === 0 ? { ours: first, peer: second } : { ours: second, peer: first };
    duel.report(
      `${duel.name} ${round + 1}/${ROUNDS}: ours ${Math.round(both.ours)}, peer ${Math.round(both.peer)}`,
    );
    rounds.push(both);
  }
  const notes = {
    ...{ clients: CLIENTS, perRound: PER_PHASE },
    ratioOfRoundsMedian: Number(median(rounds.map((round) => round.ours / round.peer)).toFixed(3)),
    oursMedianMs: Number(median(tookMs).toFixed(2)),
    oursP99Ms: Number(percentile(tookMs, 0.99).toFixed(2)),
    oursNodeCpuMs: Number((cpuMicros / 1_000 / tookMs.length).toFixed(2)),
    peerMeanMs: Number(median(peerMs).toFixed(2)),
  };
  return toResult({ name: duel.name, unit: duel.unit, rounds, notes });
}
