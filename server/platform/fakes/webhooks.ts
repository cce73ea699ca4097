/** Receivers of outgoing webhooks in memory, for tests. */
import {
  type WebhookAnswer,
  type WebhookCall,
  type WebhookSender,
  WebhookUnanswered,
} from "@/server/platform/ports";

export interface FakeWebhooks extends WebhookSender {
  /** What arrived, in sequence. */
  readonly calls: readonly WebhookCall[];
  /** What calls to an address are answered with from now on; `undefined` answers nothing at all. */
  answerWith(url: string, status: number | undefined): void;
}

export function fakeWebhooks(): FakeWebhooks {
  const calls: WebhookCall[] = [];
  const statuses = new Map<string, number | undefined>();
  return {
    calls,
    answerWith: (url, status) => void statuses.set(url, status),
    send(call): Promise<WebhookAnswer> {
      calls.push(call);
      const status = statuses.has(call.url) ? statuses.get(call.url) : 200;
      if (status === undefined)
        return Promise.reject(new WebhookUnanswered("the connection failed (ECONNREFUSED)"));
      return Promise.resolve({ status, tookMs: 3, excerpt: `answered ${status}` });
    },
  };
}
