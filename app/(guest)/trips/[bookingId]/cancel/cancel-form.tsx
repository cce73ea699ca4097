"use client";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { routes } from "@/app/_routes";
import { useCall } from "@/app/_trpc/use-call";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { LinkButton } from "@/app/_ui/link-button";
import { TextArea } from "@/app/_ui/text-area";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { BookingId } from "@/server/primitives/id";
import { formatMoney, type Money } from "@/server/primitives/money";

const REASON_LENGTH_MAX = 500;

/** Cancels for the refund that was shown. Another one by now comes back as a refusal, and the page shows it afresh. */
export function CancelForm({ bookingId, refund }: { bookingId: BookingId; refund: Money }) {
  const t = useTranslations("trips.cancelPage");
  const locale = useLocale();
  const router = useRouter();
  const refusalText = useRefusalText();
  const [reason, setReason] = useState("");
  const cancel = useCall(
    (client) => client.bookings.cancel.mutate({ bookingId, reason, expectedRefundMinor: refund.amountMinor }),
    {
      onSuccess: () => {
        router.push(routes.trip(bookingId));
        router.refresh();
      },
      onError: () => router.refresh(),
    },
  );
  const amount = formatMoney(refund, locale);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    cancel.send();
  };
  return (
    <form onSubmit={submit} className="mt-6 grid gap-5">
      <TextArea
        label={t("reason")}
        help={t("reasonHelp")}
        rows={3}
        maxLength={REASON_LENGTH_MAX}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {cancel.error ? (
        <Banner tone="red" urgent>
          {cancel.error.data?.refusal === "refund_changed"
            ? t("changed", { amount })
            : t("failed", { reason: refusalText(cancel.error) })}
        </Banner>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="danger" pending={cancel.isPending || cancel.isSuccess}>
          {refund.amountMinor > 0 ? t("confirm", { amount }) : t("confirmNothing")}
        </Button>
        <LinkButton look="quiet" href={routes.trip(bookingId)}>
          {t("keep")}
        </LinkButton>
      </div>
    </form>
  );
}
