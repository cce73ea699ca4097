"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { routes } from "@/app/_routes";
import { Button } from "@/app/_ui/button";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { TextField } from "@/app/_ui/text-field";
import { useZodForm } from "@/app/_ui/use-zod-form";
import { authCall } from "../_parts/auth-call";

const loadContract = async () => (await import("@/server/modules/accounts/contract")).signInForm;

/** The people of the demo market; printed at start as well. */
const DEMO = {
  demoGuest: "guest@roost.example",
  demoHost: "host@roost.example",
  demoOperator: "operator@roost.example",
} as const;
const DEMO_PASSWORD = "roost-demo";

export function SignInForm({ next, demo }: { next: string; demo: boolean }) {
  const t = useTranslations("auth.signIn");
  const errors = useTranslations("auth.errors");
  const [refusal, setRefusal] = useState<string>();
  const [done, setDone] = useState(false);
  const form = useZodForm(loadContract, { defaultValues: { email: "", password: "" } });
  const submit = form.handleSubmit(async (values) => {
    setRefusal(undefined);
    const answer = await authCall("/sign-in/email", values);
    if (answer.ok) {
      setDone(true);
      // A whole load: everything on the page belonged to somebody signed out.
      window.location.assign(next);
    } else
      setRefusal(
        answer.code === "wrong" || answer.code === "suspended" ? t(answer.code) : errors(answer.code),
      );
  });
  const { errors: wrong, isSubmitting } = form.formState;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
      <FormErrorSummary
        form={form}
        labels={{ email: t("email"), password: t("password") }}
        refusal={refusal}
      />
      <TextField
        label={t("email")}
        type="email"
        autoComplete="username"
        error={wrong.email?.message}
        {...form.register("email")}
      />
      <TextField
        label={t("password")}
        type="password"
        autoComplete="current-password"
        error={wrong.password?.message}
        {...form.register("password")}
      />
      <Link href={routes.forgotPassword()} className="link hit-44 justify-self-start text-ink-2">
        {t("forgot")}
      </Link>
      <Button type="submit" look="primary" size="large" wide pending={isSubmitting || done}>
        {t("submit")}
      </Button>
      {demo ? (
        <div className="rounded-control bg-sunk px-3.5 py-3">
          <p className="text-ink-2">{t("demo")}</p>
          <div className="mt-2 flex flex-wrap gap-2">
            {(["demoGuest", "demoHost", "demoOperator"] as const).map((one) => (
              <Button
                key={one}
                size="small"
                onClick={() => {
                  form.setValue("email", DEMO[one]);
                  form.setValue("password", DEMO_PASSWORD);
                  void submit();
                }}
              >
                {t(one)}
              </Button>
            ))}
          </div>
        </div>
      ) : null}
    </form>
  );
}
