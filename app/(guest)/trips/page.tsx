import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { requireViewer } from "@/app/_viewer/require-viewer";
import { SiteFooter } from "@/app/_viewer/site-footer";
import { SiteHeader } from "@/app/_viewer/site-header";
import { TripCard } from "./_parts/trip-card";

const WHEN = ["upcoming", "past", "cancelled"] as const;
type When = (typeof WHEN)[number];
type Props = { searchParams: Promise<{ when?: string; cursor?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("trips");
  return { title: t("title") };
}

/** A guest's stays: coming up, past, cancelled. */
export default async function TripsPage({ searchParams }: Props) {
  const { when: asked, cursor } = await searchParams;
  const when: When = WHEN.find((one) => one === asked) ?? "upcoming";
  await requireViewer(routes.trips());
  const t = await getTranslations("trips");
  const caller = await serverCaller();
  const page = await caller.bookings.listTrips({ when, ...(cursor ? { cursor } : {}) });
  return (
    <>
      <SiteHeader nav onPhone />
      <main id="main" className="wrap min-h-[60vh] py-8 md:py-12">
        <h1 className="title-xl">{t("title")}</h1>
        <div className="mt-4">
          <LinkTabs
            label={t("tabs.label")}
            tabs={WHEN.map((one) => ({
              href: `${routes.trips()}?when=${one}`,
              label: t(`tabs.${one}`),
              here: one === when,
            }))}
          />
        </div>
        {page.items.length === 0 ? (
          <NoTrips when={when} />
        ) : (
          <ul className="mt-6 grid grid-cols-1 gap-6 md:grid-cols-2 lg:grid-cols-3">
            {page.items.map((trip, at) => (
              <li key={trip.bookingId}>
                <TripCard trip={trip} eager={at < 3} />
              </li>
            ))}
          </ul>
        )}
        {page.nextCursor ? (
          <LinkButton className="mt-8" href={`${routes.trips()}?when=${when}&cursor=${page.nextCursor}`}>
            {t("more")}
          </LinkButton>
        ) : null}
      </main>
      <SiteFooter />
    </>
  );
}

async function NoTrips({ when }: { when: When }) {
  const t = await getTranslations("trips.empty");
  const href = when === "cancelled" ? routes.trips() : routes.home();
  return (
    <div className="mt-10">
      <EmptyState
        title={t(`${when}.title`)}
        actions={
          <LinkButton look="primary" href={href}>
            {t(`${when}.action`)}
          </LinkButton>
        }
      >
        {t(`${when}.text`)}
      </EmptyState>
    </div>
  );
}
