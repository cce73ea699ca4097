"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { routes } from "@/app/_routes";
import { Button } from "@/app/_ui/button";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { LinkButton } from "@/app/_ui/link-button";
import { TextField } from "@/app/_ui/text-field";
import { useZodForm } from "@/app/_ui/use-zod-form";
import { authCall } from "../_parts/auth-call";
import { AuthCard } from "../_parts/auth-card";

const loadContract = async () => (await import("@/server/modules/accounts/contract")).forgotPasswordForm;

/** Asks for the letter. The answer is the same whether there is an account or not. */
export function ForgotPasswordForm() {
  const t = useTranslations("auth.forgot");
  const errors = useTranslations("auth.errors");
  const [sentTo, setSentTo] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const form = useZodForm(loadContract, { defaultValues: { email: "" } });
  const submit = form.handleSubmit(async ({ email }) => {
    setRefusal(undefined);
    const answer = await authCall("/request-password-reset", { email });
    if (answer.ok) setSentTo(email);
    else setRefusal(errors(answer.code === "tooMany" ? "tooMany" : "failed"));
  });
  if (sentTo)
    return (
      <AuthCard title={t("sent")} lead={t("sentText", { email: sentTo })}>
        <LinkButton href={routes.signIn()}>{t("back")}</LinkButton>
      </AuthCard>
    );
  const { errors: wrong, isSubmitting } = form.formState;
  return (
    <AuthCard title={t("title")} lead={t("lead")}>
      <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
        <FormErrorSummary form={form} labels={{ email: t("email") }} refusal={refusal} />
        <TextField
          label={t("email")}
          type="email"
          autoComplete="username"
          error={wrong.email?.message}
          {...form.register("email")}
        />
        <Button type="submit" look="primary" size="large" wide pending={isSubmitting}>
          {t("submit")}
        </Button>
      </form>
    </AuthCard>
  );
}
