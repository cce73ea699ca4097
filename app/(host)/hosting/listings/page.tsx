import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { Picture } from "@/app/_ui/picture";
import { Rating } from "@/app/_ui/rating";
import { StatusTag } from "@/app/_ui/status-tag";
import { pictureOf } from "@/app/_viewer/picture-of";
import { drawing } from "@/app/(guest)/_home/drawings";
import type { OwnListing } from "@/server/modules/listings/contract";
import { formatMoney, isCurrency } from "@/server/primitives/money";
import { requireHost } from "../_parts/require-host";

type Props = { searchParams: Promise<{ cursor?: string }> };
const TONES = { draft: "amber", published: "green", paused: "neutral" } as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hosting.listings");
  return { title: t("title") };
}

/** A host's homes with their state; drafts first say what is missing. */
export default async function ListingsPage({ searchParams }: Props) {
  await requireHost(routes.hosting.listings());
  const { cursor } = await searchParams;
  const t = await getTranslations("hosting.listings");
  const page = await (await serverCaller()).listings.listOwn(cursor ? { cursor } : {});
  return (
    <main id="main" className="px-4 py-8 md:px-8">
      <div className="flex items-center justify-between gap-4">
        <h1 className="title-xl">{t("title")}</h1>
        <LinkButton look="primary" href={routes.hostYourPlace()} icon={<Plus size={18} aria-hidden="true" />}>
          {t("new")}
        </LinkButton>
      </div>
      {page.items.length === 0 ? (
        <div className="mt-10">
          <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>
        </div>
      ) : (
        <ul className="mt-6 grid grid-cols-1 gap-4 lg:grid-cols-2">
          {page.items.map((listing) => (
            <li key={listing.listingId}>
              <OwnCard listing={listing} />
            </li>
          ))}
        </ul>
      )}
      {page.nextCursor ? (
        <LinkButton className="mt-6" href={`${routes.hosting.listings()}?cursor=${page.nextCursor}`}>
          {t("more")}
        </LinkButton>
      ) : null}
    </main>
  );
}

async function OwnCard({ listing }: { listing: OwnListing }) {
  const t = await getTranslations("hosting.listings");
  const locale = await getLocale();
  const photo = listing.photos[0];
  const price =
    listing.baseMinor !== null && isCurrency(listing.currency)
      ? t("from", {
          amount: formatMoney({ amountMinor: listing.baseMinor, currency: listing.currency }, locale),
        })
      : t("noPrice");
  const draft = listing.status === "draft";
  return (
    <article className="panel flex gap-4 p-4 max-sm:flex-col">
      <Picture
        picture={photo ? pictureOf(photo) : drawing("pine-hills-street")}
        sizes="220px"
        rounded="control"
        className={`sm:w-52 sm:shrink-0 ${photo ? "" : "opacity-40"}`}
      />
      <div className="flex min-w-0 flex-1 flex-col">
        <p className="flex items-center justify-between gap-3">
          <StatusTag tone={TONES[listing.status]}>{t(`status.${listing.status}`)}</StatusTag>
          {listing.reviewCount > 0 ? (
            <Rating
              value={listing.ratingCenti === null ? null : listing.ratingCenti / 100}
              reviewCount={listing.reviewCount}
            />
          ) : null}
        </p>
        <h2 className="mt-2 truncate font-semibold text-base">{listing.fields.title || t("untitled")}</h2>
        <p className="text-ink-2">
          {[listing.fields.neighbourhood, listing.fields.city, price].filter(Boolean).join(" · ")}
        </p>
        {draft && listing.missing.length > 0 ? (
          <p className="mt-1 text-amber-ink">{t("missing", { count: listing.missing.length })}</p>
        ) : null}
        <div className="mt-auto flex flex-wrap gap-2 pt-3">
          <LinkButton
            size="small"
            look={draft ? "primary" : "second"}
            href={routes.hosting.listing(listing.listingId, draft ? listing.draftStep : "kind")}
          >
            {draft ? t("continue") : t("edit")}
          </LinkButton>
          <LinkButton size="small" look="quiet" href={routes.hosting.listingCalendar(listing.listingId)}>
            {t("calendar")}
          </LinkButton>
          {listing.status === "published" ? (
            <LinkButton size="small" look="quiet" href={routes.listing(listing.listingId)}>
              {t("see")}
            </LinkButton>
          ) : null}
        </div>
      </div>
    </article>
  );
}
