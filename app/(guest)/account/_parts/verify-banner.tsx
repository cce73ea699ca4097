"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { authCall } from "@/app/(auth)/_parts/auth-call";

/** Asks for the confirmation of the address, and sends the letter again. */
export function VerifyBanner({ email }: { email: string }) {
  const t = useTranslations("account.profile");
  const errors = useTranslations("auth.errors");
  const [state, setState] = useState<"open" | "sending" | "sent" | "tooMany" | "failed">("open");
  const send = async () => {
    setState("sending");
    const answer = await authCall("/send-verification-email", { email });
    setState(answer.ok ? "sent" : answer.code === "tooMany" ? "tooMany" : "failed");
  };
  return (
    <Banner
      tone="amber"
      className="mt-5"
      title={t("unverified")}
      action={
        state === "sent" ? undefined : (
          <Button size="small" pending={state === "sending"} onClick={() => void send()}>
            {t("resend")}
          </Button>
        )
      }
    >
      <span aria-live="polite">
        {state === "sent"
          ? t("resent", { email })
          : state === "tooMany" || state === "failed"
            ? errors(state)
            : t("unverifiedText")}
      </span>
    </Banner>
  );
}
