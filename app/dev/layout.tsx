import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { routes } from "@/app/_routes";
import { Logo } from "@/app/_ui/logo";
import { hasStandIns } from "@/server/gateway/stand-in-desk";

/** Pages of the local set-up. Where every service is configured, and in the cloud, they do not exist. */
export default async function DevLayout({ children }: { children: ReactNode }) {
  if (!hasStandIns()) notFound();
  const t = await getTranslations("dev");
  const pages = [
    { href: routes.dev.mailbox(), label: t("mailbox.title") },
    { href: routes.dev.payments(), label: t("payments.title") },
    { href: routes.dev.clock(), label: t("clock.title") },
    { href: routes.dev.gallery(), label: t("gallery") },
  ];
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-6 gap-y-2 border-line border-b bg-sunk px-5 py-3 md:px-8">
        <Link href={routes.home()} aria-label={t("home")}>
          <Logo size="small" />
        </Link>
        <nav aria-label={t("label")}>
          <ul className="flex flex-wrap gap-1">
            {pages.map((page) => (
              <li key={page.href}>
                <Link
                  href={page.href}
                  className="flex h-11 items-center rounded-control px-3 font-medium hovered:bg-hover"
                >
                  {page.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      {children}
    </>
  );
}
