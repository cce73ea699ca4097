"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { TextField } from "@/app/_ui/text-field";
import { useZodForm } from "@/app/_ui/use-zod-form";
import { PASSWORD_LENGTH_MIN } from "@/server/modules/accounts/password-length";
import { authCall } from "../_parts/auth-call";

const loadContract = async () => (await import("@/server/modules/accounts/contract")).signUpForm;

/**
 * Makes the account, then signs in with the same words. Signing up answers alike for known and unknown addresses; whoever
 * knows the password of an account that exists is simply signed in to it.
 */
export function SignUpForm({ next }: { next: string }) {
  const t = useTranslations("auth.signUp");
  const errors = useTranslations("auth.errors");
  const locale = useLocale();
  const [refusal, setRefusal] = useState<string>();
  const [done, setDone] = useState(false);
  const form = useZodForm(loadContract, { defaultValues: { name: "", email: "", password: "" } });
  const submit = form.handleSubmit(async (values) => {
    setRefusal(undefined);
    const made = await authCall("/sign-up/email", { ...values, locale });
    const answer = made.ok
      ? await authCall("/sign-in/email", { email: values.email, password: values.password })
      : made;
    if (answer.ok) {
      setDone(true);
      window.location.assign(next);
    } else
      setRefusal(answer.code === "wrong" || answer.code === "suspended" ? t("exists") : errors(answer.code));
  });
  const { errors: wrong, isSubmitting } = form.formState;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
      <FormErrorSummary
        form={form}
        labels={{ name: t("name"), email: t("email"), password: t("password") }}
        refusal={refusal}
      />
      <TextField
        label={t("name")}
        help={t("nameHelp")}
        autoComplete="given-name"
        error={wrong.name?.message}
        {...form.register("name")}
      />
      <TextField
        label={t("email")}
        help={t("emailHelp")}
        type="email"
        autoComplete="username"
        error={wrong.email?.message}
        {...form.register("email")}
      />
      <TextField
        label={t("password")}
        help={t("passwordHelp", { count: PASSWORD_LENGTH_MIN })}
        type="password"
        autoComplete="new-password"
        error={wrong.password?.message}
        {...form.register("password")}
      />
      <Button type="submit" look="primary" size="large" wide pending={isSubmitting || done}>
        {t("submit")}
      </Button>
    </form>
  );
}
