"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCall } from "@/app/_trpc/use-call";
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
  const resend = useCall(
    async ({ integrations }) => {
      if (eventId === undefined) {
        const { count } = await integrations.resendGivenUp.mutate({ endpointId });
        return t("allDone", { count });
      }
      await integrations.resend.mutate({ endpointId, eventId });
      return t("done");
    },
    {
      onSuccess: (done) => {
        showToast(done);
        router.refresh();
      },
      onError: (error) => showToast(refusalText(error)),
    },
  );
  return (
    <Button size="tiny" pending={resend.isPending} onClick={() => resend.send()}>
      {t(eventId === undefined ? "all" : "one")}
      <span className="sr-only">: {subject}</span>
    </Button>
  );
}
