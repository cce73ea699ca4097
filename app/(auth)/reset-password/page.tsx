import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { ResetPasswordForm } from "./reset-password-form";

type Props = { searchParams: Promise<{ token?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.reset");
  // The address carries the token: it is told to nobody.
  return { title: t("title"), referrer: "no-referrer" };
}

export default async function ResetPasswordPage({ searchParams }: Props) {
  const { token } = await searchParams;
  return (
    <Messages of={["auth"]}>
      <ResetPasswordForm token={token ?? ""} />
    </Messages>
  );
}
