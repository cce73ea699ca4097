import { CalendarX } from "lucide-react";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { DateRange } from "@/app/_ui/date-range";
import { LinkButton } from "@/app/_ui/link-button";
import { Money } from "@/app/_ui/money";
import { WayOn } from "@/app/_ui/way-on";
import type { ListingId } from "@/server/primitives/id";
import type { Alternative } from "./alternatives";
import { type StayQuery, stayQueryOf } from "./stay-query";

type Props = { code: string; listingId: ListingId; query: StayQuery; alternatives: readonly Alternative[] };

/** A stay that cannot be held: what is so, that nothing was charged, and the nearest ways on. */
export function Refused({ code, listingId, query, alternatives }: Props) {
  const t = useTranslations("checkout.refused");
  const errors = useTranslations("errors.refusals");
  const taken = code === "dates_just_taken" || code === "dates_not_available";
  // The catalogue has a sentence for every code of the server's.
  const sentence = errors.has(code as "not_found") ? errors(code as "not_found") : errors("unreachable");
  const first = alternatives[0];
  return (
    <section role="alert" className="panel max-w-140 p-6">
      <span
        aria-hidden="true"
        className="grid size-9 place-items-center rounded-control bg-amber-tint text-amber-ink"
      >
        <CalendarX size={20} strokeWidth={1.75} />
      </span>
      <h1 className="title-lg mt-4">{taken ? t("taken") : t("other")}</h1>
      <p className="mt-1 text-ink-2">
        {taken ? t("takenText") : sentence}{" "}
        {taken ? null : <strong className="text-ink">{t("notCharged")}</strong>}
      </p>
      {alternatives.length > 0 ? (
        <>
          <h2 className="mt-5 font-semibold">{t("nearest")}</h2>
          <div className="mt-1">
            {alternatives.map((one) => (
              <WayOn
                key={`${one.listingId}-${one.stay.checkIn}`}
                href={routes.checkout(one.listingId, stayQueryOf({ stay: one.stay, party: query.party }))}
                label={
                  <>
                    {t("same")} · <DateRange from={one.stay.checkIn} to={one.stay.checkOut} />
                  </>
                }
                end={one.total ? <Money {...one.total} /> : undefined}
              />
            ))}
          </div>
        </>
      ) : null}
      <div className="mt-5 flex flex-wrap gap-2">
        {first ? (
          <LinkButton
            look="primary"
            href={routes.checkout(first.listingId, stayQueryOf({ stay: first.stay, party: query.party }))}
          >
            <DateRange from={first.stay.checkIn} to={first.stay.checkOut} />
          </LinkButton>
        ) : null}
        <LinkButton look={first ? "quiet" : "primary"} href={routes.search(stayQueryOf(query))}>
          {t("all")}
        </LinkButton>
        {first ? null : (
          <LinkButton look="quiet" href={routes.listing(listingId)}>
            {t("same")}
          </LinkButton>
        )}
      </div>
    </section>
  );
}
