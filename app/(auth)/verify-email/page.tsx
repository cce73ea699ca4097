import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { VerifyEmail } from "./verify-email";

type Props = { searchParams: Promise<{ token?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.verify");
  return { title: t("title"), referrer: "no-referrer" };
}

export default async function VerifyEmailPage({ searchParams }: Props) {
  const { token } = await searchParams;
  return (
    <Messages of={["auth"]}>
      <VerifyEmail token={token ?? ""} />
    </Messages>
  );
}
