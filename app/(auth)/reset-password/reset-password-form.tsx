"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { routes } from "@/app/_routes";
import { Button } from "@/app/_ui/button";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { LinkButton } from "@/app/_ui/link-button";
import { TextField } from "@/app/_ui/text-field";
import { useZodForm } from "@/app/_ui/use-zod-form";
import { PASSWORD_LENGTH_MIN } from "@/server/modules/accounts/password-length";
import { authCall } from "../_parts/auth-call";
import { AuthCard } from "../_parts/auth-card";

const loadContract = async () => (await import("@/server/modules/accounts/contract")).resetPasswordForm;

/** Sets the new password with the token of the letter, which works once. */
export function ResetPasswordForm({ token }: { token: string }) {
  const t = useTranslations("auth.reset");
  const signUp = useTranslations("auth.signUp");
  const errors = useTranslations("auth.errors");
  const [state, setState] = useState<"open" | "done" | "expired">(token === "" ? "expired" : "open");
  const [refusal, setRefusal] = useState<string>();
  const form = useZodForm(loadContract, { defaultValues: { password: "" } });
  const submit = form.handleSubmit(async ({ password }) => {
    setRefusal(undefined);
    const answer = await authCall("/reset-password", { token, newPassword: password });
    if (answer.ok) setState("done");
    else if (answer.code === "wrong") setState("expired");
    else setRefusal(errors(answer.code === "tooMany" ? "tooMany" : "failed"));
  });
  if (state === "done")
    return (
      <AuthCard title={t("done")} lead={t("doneText")}>
        <LinkButton look="primary" href={routes.signIn()}>
          {t("signIn")}
        </LinkButton>
      </AuthCard>
    );
  if (state === "expired")
    return (
      <AuthCard title={t("expired")} lead={t("expiredText")}>
        <LinkButton look="primary" href={routes.forgotPassword()}>
          {t("again")}
        </LinkButton>
      </AuthCard>
    );
  const { errors: wrong, isSubmitting } = form.formState;
  return (
    <AuthCard title={t("title")} lead={t("lead")}>
      <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
        <FormErrorSummary form={form} labels={{ password: t("password") }} refusal={refusal} />
        <TextField
          label={t("password")}
          help={signUp("passwordHelp", { count: PASSWORD_LENGTH_MIN })}
          type="password"
          autoComplete="new-password"
          error={wrong.password?.message}
          {...form.register("password")}
        />
        <Button type="submit" look="primary" size="large" wide pending={isSubmitting}>
          {t("submit")}
        </Button>
      </form>
    </AuthCard>
  );
}
