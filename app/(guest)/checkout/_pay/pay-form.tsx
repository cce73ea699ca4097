"use client";
import { CreditCard, Lock } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { routes } from "@/app/_routes";
import { useCall } from "@/app/_trpc/use-call";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { BookingId, ListingId } from "@/server/primitives/id";
import { formatMoney, type Money } from "@/server/primitives/money";
import { type CardErrors, readCard } from "./card";
import { CardFields, type TypedCard } from "./card-fields";
import { confirmCard, type Gateway, type Outcome, readOutcome } from "./gateway";
import { mountStripeCard, type StripeCard } from "./stripe-card";

type Props = {
  bookingId: BookingId;
  listingId: ListingId;
  total: Money;
  gateway: Gateway;
  /** The gateway is the sandbox: its card fields are ours, and test cards work. */
  sandbox: boolean;
  /** When the hold ends, in words with its zone. */
  until: string;
  serverNow: Date;
  /** The payment's secret, which the gateway adds to the address when the guest comes back from the bank's page. */
  returnedSecret: string | undefined;
};

type Problem =
  | { kind: "declined"; code: string }
  | { kind: "lost"; known: boolean }
  | { kind: "refused"; text: string };

const EMPTY: TypedCard = { number: "", expires: "", code: "" };

/** The card and the button. Whatever happens, the guest reads what became of the money. */
export function PayForm(props: Props) {
  const { bookingId, total, gateway, sandbox, until, serverNow, returnedSecret } = props;
  const t = useTranslations("checkout");
  const amount = formatMoney(total, useLocale());
  const router = useRouter();
  const refusalText = useRefusalText();
  const [typed, setTyped] = useState(EMPTY);
  const [wrong, setWrong] = useState<CardErrors>({});
  const [problem, setProblem] = useState<Problem>();
  const [leaving, setLeaving] = useState<"paid" | "bank">();
  const stripeCard = useStripeCard(sandbox ? undefined : gateway);

  const settle = (outcome: Outcome) => {
    if (outcome.kind === "paid") {
      setLeaving("paid");
      router.push(routes.checkoutDone(bookingId));
    } else if (outcome.kind === "bank") {
      setLeaving("bank");
      window.location.assign(outcome.url);
    } else setProblem(outcome);
  };
  const pay = useCall(
    async (client, confirm: (clientSecret: string) => Promise<Outcome>) => {
      const { clientSecret } = await client.payments.start.mutate({ bookingId });
      return confirm(clientSecret);
    },
    {
      onSuccess: settle,
      onError: (error) => setProblem({ kind: "refused", text: refusalText(error) }),
    },
  );
  useReturnFromBank(returnedSecret, (secret) => void readOutcome(gateway, secret).then(settle));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    if (!sandbox) {
      pay.send(
        (clientSecret) =>
          stripeCard.current?.confirm(clientSecret) ?? Promise.resolve({ kind: "lost", known: true }),
      );
      return;
    }
    const read = readCard(typed, serverNow);
    setWrong("errors" in read ? read.errors : {});
    if ("errors" in read) return;
    pay.send((clientSecret) => confirmCard(gateway, clientSecret, read.card, returnUrlOf(props)));
  };
  const busy = pay.isPending || leaving !== undefined;
  return (
    <form onSubmit={submit} noValidate className="mt-6 md:mt-8">
      <h2 className="title-lg">{t("pay.with")}</h2>
      <ProblemBanner problem={problem} until={until} />
      <div className="mt-4 rounded-card border border-edge bg-surface p-4.5">
        <p className="flex items-center justify-between font-semibold">
          {t("pay.card")}
          <CreditCard size={18} strokeWidth={1.75} aria-hidden="true" className="text-ink-2" />
        </p>
        {sandbox ? (
          <CardFields
            typed={typed}
            wrong={wrong}
            declined={problem?.kind === "declined" ? t("declined.title") : undefined}
            onChange={setTyped}
          />
        ) : (
          <div id="stripe-card" className="mt-4 rounded-control border border-edge p-3.5" />
        )}
      </div>
      {sandbox ? <p className="mt-3 text-ink-2 text-xs">{t("pay.sandbox")}</p> : null}
      <div className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3 border-line border-t pt-6 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:justify-center max-md:bg-surface max-md:px-5 max-md:pt-3 max-md:pb-[max(env(safe-area-inset-bottom),0.75rem)] max-md:text-center">
        <Button
          type="submit"
          look="primary"
          size="large"
          className="min-w-62 max-md:w-full"
          icon={<Lock size={18} strokeWidth={2} aria-hidden="true" />}
          pending={busy}
        >
          {t("pay.submit", { amount })}
        </Button>
        <p aria-live="polite" className="max-w-80 text-ink-2 max-md:text-xs">
          {leaving === "bank" ? t("pay.bank") : busy ? t("pay.working") : t("pay.ifFails", { time: until })}
        </p>
      </div>
      <p className="mt-4 text-ink-2 text-xs">
        {t.rich("pay.accept", {
          rules: about(routes.about.houseRules()),
          policy: about(routes.about.cancellation()),
        })}
      </p>
    </form>
  );
}

function about(href: string) {
  const AboutLink = (chunks: ReactNode) => (
    <Link href={href} target="_blank" className="link">
      {chunks}
    </Link>
  );
  return AboutLink;
}

function returnUrlOf({ listingId, bookingId }: Props): string {
  return new URL(routes.checkout(listingId, { booking: bookingId }), window.location.origin).href;
}

/** After the bank's page: asks the gateway once how it went. The webhook may be faster or slower than the guest. */
function useReturnFromBank(secret: string | undefined, ask: (secret: string) => void): void {
  const asked = useRef(false);
  useEffect(() => {
    if (!secret || asked.current) return;
    asked.current = true;
    ask(secret);
  });
}

/** Stripe's own card field, for a market with real keys: the number is typed into Stripe's frame. */
function useStripeCard(gateway: Gateway | undefined) {
  const card = useRef<StripeCard>(undefined);
  const key = gateway?.publishableKey;
  useEffect(() => {
    if (!key) return;
    let gone = false;
    void mountStripeCard(key, "#stripe-card").then((mounted) => {
      if (gone) mounted.unmount();
      else card.current = mounted;
    });
    return () => {
      gone = true;
      card.current?.unmount();
    };
  }, [key]);
  return card;
}

const DECLINES = ["insufficient_funds", "expired_card", "incorrect_cvc", "processing_error"] as const;

function ProblemBanner({ problem, until }: { problem: Problem | undefined; until: string }) {
  const t = useTranslations("checkout");
  if (!problem) return null;
  if (problem.kind === "refused")
    return (
      <Banner tone="red" urgent className="mt-4">
        {problem.text}
      </Banner>
    );
  if (problem.kind === "lost")
    return (
      <Banner tone="amber" urgent className="mt-4" title={t("lost.title")}>
        {problem.known ? t("lost.text") : t("lost.unknown")}
      </Banner>
    );
  const known =
    DECLINES.find((code) => code === problem.code) ??
    (problem.code.includes("authentication") ? "authentication" : "other");
  return (
    <Banner tone="red" urgent className="mt-4" title={t("declined.title")}>
      <span className="block">
        {t(`declined.${known}`)} {t("declined.kept", { time: until })}
      </span>
    </Banner>
  );
}
