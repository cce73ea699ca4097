import type { Pool } from "pg";
import Stripe from "stripe";

export type Deliverer = {
  /** There may be something to deliver: look now. */
  wake(): void;
  stop(): Promise<void>;
};

const POLL_MS = 250;
const BATCH_MAX = 16;
const TIMEOUT_MS = 20_000;
const ANSWER_LENGTH_MAX = 300;
/** Seconds before each further try. The gateway itself goes on for three days, as does the sum of these. */
const RETRY_SECONDS = [1, 2, 5, 15, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400, 86_400];

/**
 * Sends due webhooks, signed at the moment of sending, and plans another try after anything but a 2xx. What is still to
 * be sent is in the database, so that it survives a restart.
 */
export function startDelivering(state: Pool, options: { webhookUrl: string; secret: string }): Deliverer {
  const signer = new Stripe("sk_test_of_no_use", { telemetry: false });
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const round = async (): Promise<void> => {
    do {
      again = (await deliverBatch()) === BATCH_MAX;
    } while (again && !stopped);
  };
  const run = () => {
    clearTimeout(timer);
    running = running
      .then(round)
      .catch((error: unknown) => console.error("webhooks could not be delivered", error));
    void running.then(() => {
      if (!stopped) timer = setTimeout(run, POLL_MS);
    });
  };

  async function deliverBatch(): Promise<number> {
    // Claimed for as long as a try may take: a crash in between repeats it, as the gateway would.
    const { rows } = await state.query<{ id: string; attempts: number; drops: number; event: unknown }>(
      `update roost_local.stripe_deliveries as delivery
       set due_at = clock_timestamp() + interval '30 seconds', attempts = attempts + 1
       from roost_local.stripe_objects as event
       where event.id = delivery.event_id and delivery.id in (
         select id from roost_local.stripe_deliveries
         where status = 'waiting' and due_at <= clock_timestamp() order by due_at, id limit $1 for update skip locked)
       returning delivery.id, attempts, drops, event.object as event`,
      [BATCH_MAX],
    );
    await Promise.all(rows.map(deliverOne));
    return rows.length;
  }

  async function deliverOne(delivery: {
    id: string;
    attempts: number;
    drops: number;
    event: unknown;
  }): Promise<void> {
    const dropped = delivery.attempts <= delivery.drops;
    const answer = dropped ? { arrived: false, said: "dropped on purpose" } : await send(delivery.event);
    const waitSeconds = RETRY_SECONDS[delivery.attempts - 1];
    await state.query(
      `update roost_local.stripe_deliveries set last_answer = $2,
         status = case when $3 then 'delivered' when $4::int is null then 'given up' else 'waiting' end,
         delivered_at = case when $3 then clock_timestamp() end,
         due_at = clock_timestamp() + coalesce($4::int, 0) * interval '1 second'
       where id = $1`,
      [delivery.id, answer.said, answer.arrived, waitSeconds ?? null],
    );
  }

  async function send(event: unknown): Promise<{ arrived: boolean; said: string }> {
    const payload = JSON.stringify(event);
    try {
      const response = await fetch(options.webhookUrl, {
        method: "POST",
        body: payload,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
          "stripe-signature": signer.webhooks.generateTestHeaderString({ payload, secret: options.secret }),
        },
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = (await response.text()).slice(0, ANSWER_LENGTH_MAX);
      return { arrived: response.ok, said: `${response.status} ${text}`.replaceAll("\0", "") };
    } catch (error) {
      // The market is down or slow: exactly what retries are for. What happened is shown on the /dev/payments page.
      const cause =
        error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      return { arrived: false, said: cause };
    }
  }

  run();
  return {
    wake: run,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
