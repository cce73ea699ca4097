/** A process that dies between two steps: database and gateway calls that never begin, or whose answer nobody hears. */

import type { Db } from "@/server/platform/db";
import type { FakePaymentGateway } from "@/server/platform/fakes/payment-gateway";
import type { Chance } from "@/tests/simulation/random";

export class Crash extends Error {
  override readonly name = "Crash";
}

type Call = (...given: unknown[]) => unknown;

/** Before the call, or after it has taken effect. */
async function around(chance: Chance, probability: number, call: () => unknown): Promise<unknown> {
  if (chance.hits(probability / 2)) throw new Crash("before the call");
  const answer = await call();
  if (chance.hits(probability / 2)) throw new Crash("the answer was not heard");
  return answer;
}

/** Single statements and whole transactions crash as a whole; a transaction may also die just before its commit. */
export function crashyDb(db: Db, chance: Chance, probability: number): Db {
  return new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      const call = (value as Call).bind(target);
      if (name === "execute")
        return (...given: unknown[]) => around(chance, probability, () => call(...given));
      if (name !== "transaction") return call;
      return (work: Call, ...options: unknown[]) =>
        around(chance, probability, () =>
          call(
            async (tx: unknown) => {
              const answer = await work(tx);
              if (chance.hits(probability / 2)) throw new Crash("before the commit");
              return answer;
            },
            ...options,
          ),
        );
    },
  });
}

export function crashyGateway(
  gateway: FakePaymentGateway,
  chance: Chance,
  probability: number,
): FakePaymentGateway {
  const calls = new Set([
    "createIntent",
    "readIntent",
    "cancelIntent",
    "refund",
    "readRefund",
    "listMovements",
  ]);
  return new Proxy(gateway, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      const call = (value as Call).bind(target);
      return calls.has(String(name))
        ? (...given: unknown[]) => around(chance, probability, () => call(...given))
        : call;
    },
  });
}
