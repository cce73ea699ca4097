"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { TextField } from "@/app/_ui/text-field";
import { showToast } from "@/app/_ui/toast";
import { useZodForm } from "@/app/_ui/use-zod-form";
import { authCall } from "@/app/(auth)/_parts/auth-call";
import { PASSWORD_LENGTH_MIN } from "@/server/modules/accounts/password-length";

const loadContract = async () => (await import("@/server/modules/accounts/contract")).changePasswordForm;

/** A new password for whoever knows the old one; ends every other session. */
export function PasswordForm() {
  const t = useTranslations("account.security");
  const errors = useTranslations("auth.errors");
  const router = useRouter();
  const [refusal, setRefusal] = useState<string>();
  const form = useZodForm(loadContract, { defaultValues: { currentPassword: "", newPassword: "" } });
  const submit = form.handleSubmit(async (values) => {
    setRefusal(undefined);
    const answer = await authCall("/change-password", values);
    if (!answer.ok) {
      setRefusal(answer.code === "wrong" || answer.code === "suspended" ? t("wrong") : errors(answer.code));
      return;
    }
    form.reset();
    showToast(t("changed"));
    router.refresh();
  });
  const { errors: wrong, isSubmitting } = form.formState;
  return (
    <section className="mt-8">
      <h2 className="title-lg">{t("password")}</h2>
      <p className="mt-1 text-ink-2">{t("passwordLead")}</p>
      <form onSubmit={(event) => void submit(event)} noValidate className="mt-4 grid gap-4">
        <FormErrorSummary
          form={form}
          labels={{ currentPassword: t("current"), newPassword: t("new") }}
          refusal={refusal}
        />
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField
            label={t("current")}
            type="password"
            autoComplete="current-password"
            error={wrong.currentPassword?.message}
            {...form.register("currentPassword")}
          />
          <TextField
            label={t("new")}
            help={t("newHelp", { count: PASSWORD_LENGTH_MIN })}
            type="password"
            autoComplete="new-password"
            error={wrong.newPassword?.message}
            {...form.register("newPassword")}
          />
        </div>
        <Button type="submit" className="justify-self-start" pending={isSubmitting}>
          {t("change")}
        </Button>
      </form>
    </section>
  );
}
