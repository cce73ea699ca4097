import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatAge, formatRatio } from "@/app/_ui/format/figures";
import type { AdminPerson } from "@/server/modules/admin/directory-contract";
import { UtcDay } from "../../../_parts/cells";
import { FactStrip } from "../../../_parts/fact-strip";

const BPS = 10_000;
const SECONDS_PER_MINUTE = 60;

/** How to reach somebody, since when they are here, and how they answer as a host. */
export function PersonFacts({ person }: { person: AdminPerson["person"] }) {
  const t = useTranslations("admin.people");
  const locale = useLocale();
  const languages = new Intl.DisplayNames(locale, { type: "language" });
  const { host, grant } = person;
  const facts: { label: string; value: ReactNode }[] = [
    { label: t("columns.email"), value: <span className="break-all">{person.email}</span> },
    {
      label: t("facts.mail"),
      value: person.emailSuppressedAt ? (
        <span className="text-red-ink">{t("facts.bounced")}</span>
      ) : person.emailVerified ? (
        t("facts.verified")
      ) : (
        <span className="text-amber-ink">{t("unverified")}</span>
      ),
    },
    { label: t("columns.since"), value: <UtcDay at={person.memberSince} /> },
    { label: t("facts.locale"), value: languages.of(person.locale) ?? person.locale },
    ...(person.suspendedAt ? [{ label: t("suspended"), value: <UtcDay at={person.suspendedAt} /> }] : []),
    ...(host
      ? [
          { label: t("facts.hostSince"), value: <UtcDay at={host.hostSince} /> },
          { label: t("facts.superhost"), value: host.superhost ? t("facts.yes") : t("facts.no") },
          {
            label: t("facts.answers"),
            value: formatRatio(host.responseRateBps === null ? null : host.responseRateBps / BPS, locale, 0),
          },
          {
            label: t("facts.answersIn"),
            value:
              host.responseMinutesMedian === null
                ? "–"
                : formatAge(host.responseMinutesMedian * SECONDS_PER_MINUTE, locale),
          },
        ]
      : []),
    ...(grant && !grant.revokedAt
      ? [{ label: t("facts.operatorSince"), value: <UtcDay at={grant.grantedAt} /> }]
      : []),
    ...(grant?.revokedAt
      ? [{ label: t("facts.operatorUntil"), value: <UtcDay at={grant.revokedAt} /> }]
      : []),
  ];
  return (
    <>
      <FactStrip facts={facts} />
      {person.about ? <p className="mt-3 max-w-160 text-ink-2">{person.about}</p> : null}
    </>
  );
}
