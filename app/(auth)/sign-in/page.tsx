import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { isDemoMarket } from "@/app/_viewer/is-demo-market";
import { readViewer } from "@/app/_viewer/read-viewer";
import { safeNext } from "../_parts/auth-call";
import { AuthCard } from "../_parts/auth-card";
import { SignInForm } from "./sign-in-form";

type Props = { searchParams: Promise<{ next?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: Props) {
  const { next } = await searchParams;
  const target = safeNext(next, routes.home());
  if (await readViewer()) redirect(target);
  const t = await getTranslations("auth.signIn");
  return (
    <AuthCard title={t("title")} lead={t("lead")}>
      <Messages of={["auth"]}>
        <SignInForm next={target} demo={await isDemoMarket()} />
      </Messages>
      <p className="mt-6 border-line border-t pt-5 text-ink-2">
        {t("new")}{" "}
        <Link href={routes.signUp(next ? { next } : {})} className="link font-medium text-ink">
          {t("make")}
        </Link>
      </p>
    </AuthCard>
  );
}
