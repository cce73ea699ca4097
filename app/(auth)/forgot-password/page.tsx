import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { ForgotPasswordForm } from "./forgot-password-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.forgot");
  return { title: t("title") };
}

export default function ForgotPasswordPage() {
  return (
    <Messages of={["auth"]}>
      <ForgotPasswordForm />
    </Messages>
  );
}
