import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { requestCtx } from "@/app/_trpc/server";
import { Breadcrumbs } from "@/app/_ui/breadcrumbs";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { readViewer } from "@/app/_viewer/read-viewer";
import { SiteFooter } from "@/app/_viewer/site-footer";
import { SiteHeader } from "@/app/_viewer/site-header";
import { SearchLauncher } from "@/app/(guest)/_search/search-launcher";
import { wishOf } from "@/app/(guest)/_search/wish";
import type { PublicListing } from "@/server/modules/listings/contract";
import { assert } from "@/server/primitives/assert";
import { type Currency, isCurrency } from "@/server/primitives/money";
import { dateAt } from "@/server/primitives/zoned";
import { Amenities } from "./_parts/amenities";
import { Description } from "./_parts/description";
import { Head } from "./_parts/head";
import { Highlights } from "./_parts/highlights";
import { JsonLd } from "./_parts/json-ld";
import { Photos } from "./_parts/photos";
import { Place } from "./_parts/place";
import { readListing, readReviewSummary, readReviews, readSaved } from "./_parts/read-listing";
import { Reviews } from "./_parts/reviews";
import { Rules } from "./_parts/rules";
import { ShareAndSave } from "./_parts/share-and-save";
import { Similar } from "./_parts/similar";
import { Sleep } from "./_parts/sleep";
import { ViewRecorder } from "./_parts/view-recorder";
import { CalendarSection } from "./_stay/calendar-section";
import { PolicySection } from "./_stay/policy-section";
import { PhoneBar, QuoteCard } from "./_stay/quote-card";
import { StayProvider } from "./_stay/stay-provider";

type Props = {
  params: Promise<{ listingId: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { listingId } = await params;
  const listing = await readListing(listingId);
  if (!listing) return {};
  const { config } = await requestCtx();
  const first = listing.photos[0];
  const images = first
    ? [new URL(`${first.base}-${first.widths.at(-1) ?? 800}.webp`, config.appUrl).href]
    : [];
  return {
    title: `${listing.title}, ${listing.neighbourhood || listing.city}`,
    description: listing.description.slice(0, 160),
    alternates: { canonical: new URL(routes.listing(listingId), config.appUrl).href },
    openGraph: { title: listing.title, images },
  };
}

/** A home: its pictures, facts, calendar, reviews and place, with the exact price of a stay beside it. */
export default async function ListingPage({ params, searchParams }: Props) {
  const { listingId } = await params;
  const query = await searchParams;
  const listing = await readListing(listingId);
  if (!listing) notFound();
  const [summary, reviews, saved, viewer, { now, config }] = await Promise.all([
    readReviewSummary(listing.listingId),
    readReviews(listing.listingId),
    readSaved(listing.listingId),
    readViewer(),
    requestCtx(),
  ]);
  return (
    <>
      <SiteHeader
        pill={
          <Messages of={["search"]}>
            <SearchLauncher
              look="pill"
              wish={wishOf({ ...query, place: listing.city }, listing.city)}
              today={dateAt(now, listing.timeZone)}
            />
          </Messages>
        }
      />
      <Messages of={["listing", "quote", "errors"]}>
        <StayProvider
          listingId={listing.listingId}
          capacity={listing.capacity}
          petsMax={listing.petsMax}
          today={dateAt(now, listing.timeZone)}
          timeZone={listing.timeZone}
          currency={currencyOf(listing)}
          baseMinor={listing.baseMinor}
          policy={listing.cancellationPolicy}
          city={listing.city}
          isOwn={viewer?.id === listing.host.hostId}
        >
          <main id="main" className="md:wrap">
            <TopRow listing={listing} saved={saved} />
            <Photos listing={listing} saved={saved} />
            <div className="relative grid grid-cols-1 gap-x-22 max-md:-mt-5.5 max-md:rounded-t-sheet max-md:bg-paper max-md:px-5 max-md:pt-6 md:mt-8 lg:grid-cols-[minmax(0,1fr)_392px]">
              <div className="min-w-0">
                <Head listing={listing} />
                <SectionTabs />
                <Highlights listing={listing} />
                <Description text={listing.description} />
                <Sleep listing={listing} />
                <Amenities amenities={listing.amenities} />
                <CalendarSection />
                <PolicySection />
                <Reviews listingId={listing.listingId} summary={summary} first={reviews} />
                <Place listing={listing} styleUrl={config.mapStyleUrl} />
                <Rules listing={listing} />
              </div>
              <div className="max-lg:hidden">
                <QuoteCard />
              </div>
            </div>
            <Similar listingId={listing.listingId} />
          </main>
          <PhoneBar />
          <ViewRecorder listingId={listing.listingId} source={query.from} />
        </StayProvider>
      </Messages>
      <JsonLd listing={listing} reviews={reviews.items} appUrl={config.appUrl} />
      <SiteFooter place={`${listing.city}, ${listing.region}`} />
      {/* The end of the page is not hidden by the bar with the price. */}
      <div className="h-20 bg-sunk lg:hidden" />
    </>
  );
}

function currencyOf(listing: PublicListing): Currency {
  assert(isCurrency(listing.currency), "a listing has a currency of the market");
  return listing.currency;
}

async function TopRow({ listing, saved }: { listing: PublicListing; saved: boolean }) {
  const kinds = await getTranslations("listing.kinds");
  return (
    <div className="flex h-16 items-center justify-between gap-4 max-md:hidden">
      <Breadcrumbs
        steps={[
          { label: listing.city, href: routes.search({ place: listing.city }) },
          ...(listing.neighbourhood
            ? [
                {
                  label: listing.neighbourhood,
                  href: routes.search({ place: `${listing.neighbourhood}, ${listing.city}` }),
                },
              ]
            : []),
          { label: kinds(listing.propertyType) },
        ]}
      />
      <ShareAndSave listingId={listing.listingId} title={listing.title} saved={saved} />
    </div>
  );
}

async function SectionTabs() {
  const t = await getTranslations("listing.sections");
  const parts = [
    "overview",
    "amenities",
    "calendar",
    "cancellation",
    "reviews",
    "location",
    "rules",
  ] as const;
  return (
    <div className="mt-8 max-md:hidden">
      <LinkTabs
        label={t("label")}
        tabs={parts.map((part, at) => ({ href: `#${part}`, label: t(part), here: at === 0 }))}
      />
    </div>
  );
}
