/**
 * The browser's end of the payment gateway: confirms a payment with the gateway itself, as Stripe's clients do, so that
 * a card number never reaches the market's own servers. Every answer is re-read at the gateway when a connection breaks.
 */
export interface Gateway {
  readonly apiBase: string;
  readonly publishableKey: string;
}

export interface CardWords {
  readonly number: string;
  /** 1 to 12. */
  readonly month: number;
  /** Four digits. */
  readonly year: number;
  readonly code: string;
}

export type Outcome =
  | { kind: "paid" }
  /** The bank's own page confirms it; the address to go to. */
  | { kind: "bank"; url: string }
  | { kind: "declined"; code: string }
  /** The connection broke; `known` when the gateway said afterwards that nothing was charged. */
  | { kind: "lost"; known: boolean };

interface Intent {
  status?: string;
  next_action?: { redirect_to_url?: { url?: string } } | null;
  last_payment_error?: { code?: string; decline_code?: string } | null;
}
interface Failure {
  error?: { code?: string; decline_code?: string };
}

function outcomeOf(intent: Intent): Outcome {
  if (intent.status === "succeeded" || intent.status === "processing" || intent.status === "requires_capture")
    return { kind: "paid" };
  const url = intent.next_action?.redirect_to_url?.url;
  if (intent.status === "requires_action" && url) return { kind: "bank", url };
  const error = intent.last_payment_error;
  return { kind: "declined", code: error?.decline_code ?? error?.code ?? "other" };
}

function intentIdOf(clientSecret: string): string {
  return clientSecret.slice(0, clientSecret.indexOf("_secret"));
}

/** fetch that answers undefined for a broken connection, which it reports as a TypeError. */
async function ask(url: string, init?: RequestInit): Promise<Response | undefined> {
  return fetch(url, init).catch((error: unknown) => {
    if (error instanceof TypeError) return undefined;
    throw error;
  });
}

/** The payment's present state at the gateway. */
export async function readOutcome(gateway: Gateway, clientSecret: string): Promise<Outcome> {
  const query = new URLSearchParams({ key: gateway.publishableKey, client_secret: clientSecret });
  const answer = await ask(`${gateway.apiBase}/v1/payment_intents/${intentIdOf(clientSecret)}?${query}`);
  if (!answer?.ok) return { kind: "lost", known: false };
  const intent = (await answer.json()) as Intent;
  const untouched = intent.status === "requires_payment_method" && !intent.last_payment_error;
  return untouched ? { kind: "lost", known: true } : outcomeOf(intent);
}

/** Confirms with a card. `returnUrl` is where the bank's page sends the guest back to. */
export async function confirmCard(
  gateway: Gateway,
  clientSecret: string,
  card: CardWords,
  returnUrl: string,
): Promise<Outcome> {
  const body = new URLSearchParams({
    key: gateway.publishableKey,
    client_secret: clientSecret,
    return_url: returnUrl,
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": card.number,
    "payment_method_data[card][exp_month]": String(card.month),
    "payment_method_data[card][exp_year]": String(card.year),
    "payment_method_data[card][cvc]": card.code,
  });
  const answer = await ask(`${gateway.apiBase}/v1/payment_intents/${intentIdOf(clientSecret)}/confirm`, {
    method: "POST",
    body,
  });
  // A fault of the gateway says no more of the payment than a broken connection does.
  if (!answer || answer.status >= 500) return readOutcome(gateway, clientSecret);
  if (answer.ok) return outcomeOf((await answer.json()) as Intent);
  const { error } = (await answer.json()) as Failure;
  // Confirming a payment that went through already is an error at the gateway, and no decline.
  if (error?.code === "payment_intent_unexpected_state") return readOutcome(gateway, clientSecret);
  return { kind: "declined", code: error?.decline_code ?? error?.code ?? "other" };
}
