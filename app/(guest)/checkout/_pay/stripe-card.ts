/**
 * Stripe's own card field (Stripe.js, Card Element), for a market with real keys. Stripe asks that the script is always
 * loaded from its own address, so it is no dependency of ours. Source: docs.stripe.com/js.
 */
import type { Outcome } from "./gateway";

interface StripeError {
  code?: string;
  decline_code?: string;
}
interface Element {
  mount(selector: string): void;
  unmount(): void;
}
interface StripeJs {
  elements(): { create(kind: "card", options?: Record<string, unknown>): Element };
  confirmCardPayment(
    clientSecret: string,
    of: { payment_method: { card: Element } },
  ): Promise<{ error?: StripeError; paymentIntent?: { status: string } }>;
}
declare global {
  interface Window {
    Stripe?: (publishableKey: string) => StripeJs;
  }
}

export interface StripeCard {
  confirm(clientSecret: string): Promise<Outcome>;
  unmount(): void;
}

const SCRIPT = "https://js.stripe.com/v3/";
let loading: Promise<void> | undefined;

function loadScript(): Promise<void> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = SCRIPT;
    script.onload = () => resolve();
    script.onerror = () => {
      loading = undefined;
      reject(new Error("Stripe.js did not load"));
    };
    document.head.append(script);
  });
  return loading;
}

/** Shows the field inside `selector`. Stripe does the 3-D Secure step itself, in a frame above the page. */
export async function mountStripeCard(publishableKey: string, selector: string): Promise<StripeCard> {
  await loadScript();
  if (!window.Stripe) throw new Error("Stripe.js is not there after loading");
  const stripe = window.Stripe(publishableKey);
  const card = stripe.elements().create("card", { hidePostalCode: true });
  card.mount(selector);
  return {
    unmount: () => card.unmount(),
    async confirm(clientSecret) {
      const { error, paymentIntent } = await stripe.confirmCardPayment(clientSecret, {
        payment_method: { card },
      });
      if (error) return { kind: "declined", code: error.decline_code ?? error.code ?? "other" };
      return paymentIntent?.status === "succeeded" || paymentIntent?.status === "processing"
        ? { kind: "paid" }
        : { kind: "lost", known: false };
    },
  };
}
