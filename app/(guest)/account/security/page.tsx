import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { requireViewer } from "@/app/_viewer/require-viewer";
import { AccountFrame } from "../_parts/account-frame";
import { PasswordForm } from "./password-form";
import { SessionList } from "./session-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.security");
  return { title: t("title") };
}

export default async function SecurityPage() {
  await requireViewer(routes.accountSecurity());
  const { sessions } = await (await serverCaller()).accounts.listSessions({});
  return (
    <AccountFrame here="security">
      <PasswordForm />
      <SessionList sessions={sessions} />
    </AccountFrame>
  );
}
