import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { readViewer } from "@/app/_viewer/read-viewer";
import { AuthCard } from "../_parts/auth-card";
import { SignOutForm } from "./sign-out-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signOut");
  return { title: t("title") };
}

/** Signing out is a press, never a link: a link that another site shows must not do it. */
export default async function SignOutPage() {
  const viewer = await readViewer();
  if (!viewer) redirect(routes.home());
  const t = await getTranslations("auth.signOut");
  return (
    <AuthCard title={t("title")} lead={t("lead", { name: viewer.firstName })}>
      <Messages of={["auth"]}>
        <SignOutForm />
      </Messages>
    </AuthCard>
  );
}
