import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { routes } from "@/app/_routes";
import { formatCount } from "@/app/_ui/format/figures";
import { Money } from "@/app/_ui/money";
import type { AdminListing } from "@/server/modules/admin/directory-contract";
import { RatingText, UtcDay } from "../../../_parts/cells";
import { FactStrip } from "../../../_parts/fact-strip";

/** Whose home it is, where, at what price, and how it does. */
export function ListingFacts({ listing }: { listing: AdminListing["listing"] }) {
  const t = useTranslations("admin.listings");
  const policies = useTranslations("quote.policies");
  const locale = useLocale();
  const { host, base } = listing;
  const facts: { label: string; value: ReactNode }[] = [
    {
      label: t("columns.host"),
      value: (
        <Link href={routes.admin.person(host.personId)} className="link">
          {host.name}
        </Link>
      ),
    },
    {
      label: t("columns.place"),
      value: [listing.neighbourhood, listing.city].filter(Boolean).join(", ") || "–",
    },
    { label: t("columns.base"), value: base ? <Money {...base} /> : "–" },
    {
      label: t("columns.rating"),
      value: <RatingText {...listing} />,
    },
    { label: t("columns.bookings"), value: formatCount(listing.bookingCount, locale) },
    {
      label: t("facts.policy"),
      value: (
        <span className="inline-block first-letter:uppercase">{policies(listing.cancellationPolicy)}</span>
      ),
    },
    { label: t("columns.published"), value: <UtcDay at={listing.publishedAt} /> },
  ];
  return <FactStrip facts={facts} />;
}
