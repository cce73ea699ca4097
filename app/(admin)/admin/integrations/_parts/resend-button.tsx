"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { plainClient } from "@/app/_trpc/plain-client";
import { Button } from "@/app/_ui/button";
import { showToast } from "@/app/_ui/toast";
import { useRefusalText } from "@/app/_viewer/refusal-text";

/** Makes one webhook due at once, or all that an endpoint was given up on. */
export function ResendButton({
  endpointId,
  eventId,
  subject,
}: {
  endpointId: string;
  eventId?: string;
  subject: string;
}) {
  const t = useTranslations("admin.integrations.resend");
  const router = useRouter();
  const refusalText = useRefusalText();
  const [isPending, setPending] = useState(false);
  const resend = async () => {
    setPending(true);
    try {
      const { integrations } = await plainClient();
      if (eventId === undefined) {
        const { count } = await integrations.resendGivenUp.mutate({ endpointId });
        showToast(t("allDone", { count }));
      } else {
        await integrations.resend.mutate({ endpointId, eventId });
        showToast(t("done"));
      }
      router.refresh();
    } catch (error) {
      showToast(refusalText(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <Button size="tiny" pending={isPending} onClick={() => void resend()}>
      {t(eventId === undefined ? "all" : "one")}
      <span className="sr-only">: {subject}</span>
    </Button>
  );
}
