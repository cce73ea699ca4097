import { CalendarDays, HandCoins, Percent } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { LinkButton } from "@/app/_ui/link-button";
import { Picture } from "@/app/_ui/picture";
import { readViewer } from "@/app/_viewer/read-viewer";
import { SiteFooter } from "@/app/_viewer/site-footer";
import { SiteHeader } from "@/app/_viewer/site-header";
import { drawing } from "../_home/drawings";
import { BeginListing } from "./begin-listing";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hosting.start");
  return { title: t("title") };
}

const HOST_FEE_PERCENT = "3";

/** What hosting means here, and the button that begins. */
export default async function HostPage() {
  const t = await getTranslations("hosting.start");
  const viewer = await readViewer();
  const points = [
    { icon: CalendarDays, text: t("points.price") },
    { icon: HandCoins, text: t("points.hold") },
    { icon: Percent, text: t("points.fee", { percent: HOST_FEE_PERCENT }) },
  ];
  return (
    <>
      <SiteHeader onPhone />
      <main
        id="main"
        className="wrap grid grid-cols-1 items-center gap-10 py-10 md:py-16 lg:grid-cols-2 lg:gap-20"
      >
        <div>
          <h1 className="title-2xl">{t("title")}</h1>
          <p className="mt-4 max-w-118 text-base text-ink-2">{t("lead")}</p>
          <ul className="mt-6 grid gap-3">
            {points.map((point) => (
              <li key={point.text} className="flex items-center gap-3 text-base">
                <point.icon
                  size={20}
                  strokeWidth={1.75}
                  aria-hidden="true"
                  className="shrink-0 text-moss-ink"
                />
                {point.text}
              </li>
            ))}
          </ul>
          <div className="mt-8">
            {viewer ? (
              <Messages of={["hosting", "errors"]}>
                <BeginListing />
              </Messages>
            ) : (
              <LinkButton look="primary" size="large" href={routes.signIn({ next: routes.hostYourPlace() })}>
                {t("signIn")}
              </LinkButton>
            )}
          </div>
        </div>
        <Picture picture={drawing("washington-park-window")} sizes="(min-width: 1024px) 600px, 100vw" eager />
      </main>
      <SiteFooter />
    </>
  );
}
