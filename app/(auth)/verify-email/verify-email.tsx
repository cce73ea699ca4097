"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { routes } from "@/app/_routes";
import { LinkButton } from "@/app/_ui/link-button";
import { authCall } from "../_parts/auth-call";
import { AuthCard } from "../_parts/auth-card";

/** Confirms the address with the token of the letter as soon as the page is open. */
export function VerifyEmail({ token }: { token: string }) {
  const t = useTranslations("auth.verify");
  const [state, setState] = useState<"working" | "done" | "failed">(token === "" ? "failed" : "working");
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current || token === "") return;
    asked.current = true;
    void authCall(`/verify-email?token=${encodeURIComponent(token)}`).then((answer) =>
      setState(answer.ok ? "done" : "failed"),
    );
  }, [token]);
  if (state === "working")
    return (
      <AuthCard title={t("title")}>
        <p aria-live="polite" className="text-ink-2">
          {t("working")}
        </p>
      </AuthCard>
    );
  const done = state === "done";
  return (
    <AuthCard title={done ? t("done") : t("failed")} lead={done ? t("doneText") : t("failedText")}>
      <LinkButton look="primary" href={done ? routes.account() : routes.signIn({ next: routes.account() })}>
        {done ? t("go") : t("signIn")}
      </LinkButton>
    </AuthCard>
  );
}
