import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { readViewer } from "@/app/_viewer/read-viewer";
import { safeNext } from "../_parts/auth-call";
import { AuthCard } from "../_parts/auth-card";
import { SignUpForm } from "./sign-up-form";

type Props = { searchParams: Promise<{ next?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signUp");
  return { title: t("title") };
}

export default async function SignUpPage({ searchParams }: Props) {
  const { next } = await searchParams;
  const target = safeNext(next, routes.home());
  if (await readViewer()) redirect(target);
  const t = await getTranslations("auth.signUp");
  return (
    <AuthCard title={t("title")} lead={t("lead")}>
      <Messages of={["auth"]}>
        <SignUpForm next={target} />
      </Messages>
      <p className="mt-6 border-line border-t pt-5 text-ink-2">
        {t("have")}{" "}
        <Link href={routes.signIn(next ? { next } : {})} className="link font-medium text-ink">
          {t("signIn")}
        </Link>
      </p>
    </AuthCard>
  );
}
