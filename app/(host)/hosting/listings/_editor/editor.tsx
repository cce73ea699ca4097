"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { routes } from "@/app/_routes";
import { useCall } from "@/app/_trpc/use-call";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { LinkButton } from "@/app/_ui/link-button";
import { showToast } from "@/app/_ui/toast";
import { useHereInSight } from "@/app/_ui/use-here-in-sight";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { StayRules } from "@/server/modules/calendar/contract";
import type { OwnListing } from "@/server/modules/listings/contract";
import { EDITOR_STEPS } from "@/server/modules/listings/words";
import type { ListingPrices } from "@/server/modules/pricing/contract";
import type { Draft, EditorStep } from "./draft";
import { LivePreview } from "./live-preview";
import { AmenitiesStep } from "./step-amenities";
import { CapacityStep } from "./step-capacity";
import { KindStep } from "./step-kind";
import { PhotosStep } from "./step-photos";
import { PlaceStep } from "./step-place";
import { emptyPrices, PriceStep } from "./step-price";
import { ReviewStep } from "./step-review";
import { RulesStep } from "./step-rules";
import { TextStep } from "./step-text";

type Props = {
  step: EditorStep;
  listing: OwnListing;
  prices: ListingPrices | null;
  rules: StayRules;
  styleUrl: string | undefined;
};

/**
 * A listing step by step. Each step saves what it shows against the version it was read at; somebody else's edit in
 * between is refused, and nothing is overwritten.
 */
export function Editor({ step, listing, prices: before, rules: rulesBefore, styleUrl }: Props) {
  const t = useTranslations("hosting.editor");
  const router = useRouter();
  const refusalText = useRefusalText();
  const [draft, setDraft] = useState<Draft>(listing.fields);
  const [prices, setPrices] = useState<ListingPrices>(before ?? emptyPrices(listing.currency));
  const [rules, setRules] = useState(rulesBefore);
  const [invalid, setInvalid] = useState<string>();
  const at = EDITOR_STEPS.indexOf(step);
  const nextStep = EDITOR_STEPS[at + 1];
  const previous = EDITOR_STEPS[at - 1];
  const save = useCall(async (client) => {
    const { listingId } = listing;
    if (step === "price") await client.pricing.savePrices.mutate({ listingId, prices });
    if (step === "rules") await client.calendar.saveRules.mutate({ listingId, rules });
    return client.listings.save.mutate({
      listingId,
      version: listing.version,
      ...(nextStep ? { draftStep: nextStep } : {}),
      fields: fieldsOf(step, draft),
    });
  });
  const saveThen = (then: () => void) => {
    if (step === "price" && prices.baseMinor < 1) {
      setInvalid(t("price.invalid"));
      return;
    }
    setInvalid(undefined);
    save.send(undefined, then);
  };
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saveThen(() =>
      router.push(nextStep ? routes.hosting.listing(listing.listingId, nextStep) : routes.hosting.listings()),
    );
  };
  const bodies: Record<EditorStep, () => ReactNode> = {
    kind: () => <KindStep draft={draft} set={set} />,
    place: () => <PlaceStep draft={draft} set={set} styleUrl={styleUrl} />,
    capacity: () => <CapacityStep draft={draft} set={set} />,
    amenities: () => <AmenitiesStep draft={draft} set={set} />,
    photos: () => <PhotosStep listing={listing} />,
    text: () => <TextStep draft={draft} set={set} />,
    rules: () => <RulesStep draft={draft} set={set} rules={rules} setRules={setRules} />,
    price: () => <PriceStep prices={prices} setPrices={setPrices} />,
    review: () => <ReviewStep listing={listing} />,
  };
  const changed = save.error?.data?.refusal === "listing_changed_meanwhile";
  return (
    <main
      id="main"
      className="grid grid-cols-1 gap-8 px-4 py-6 md:px-8 lg:grid-cols-[220px_minmax(0,1fr)_320px] lg:gap-12"
    >
      <Steps listing={listing} step={step} />
      <form onSubmit={submit} noValidate className="min-w-0">
        <h1 className="title-xl">{t(`steps.${step}`)}</h1>
        <p className="mt-1 text-ink-2">{t(`lead.${step}`)}</p>
        {save.error || invalid ? (
          <Banner
            tone="red"
            urgent
            className="mt-4"
            action={
              changed ? (
                <Button size="small" onClick={() => router.refresh()}>
                  {t("reload")}
                </Button>
              ) : undefined
            }
          >
            {invalid ?? (changed ? t("changed") : refusalText(save.error))}
          </Banner>
        ) : null}
        <div className="mt-6">{bodies[step]()}</div>
        <div className="sticky bottom-0 mt-8 flex items-center justify-between gap-2 border-line border-t bg-paper py-4 max-md:bottom-16 max-md:py-2.5">
          {previous ? (
            <LinkButton
              look="quiet"
              className="max-sm:px-2"
              href={routes.hosting.listing(listing.listingId, previous)}
            >
              {t("back")}
            </LinkButton>
          ) : (
            <span />
          )}
          <div className="flex gap-2">
            {step === "review" ? null : (
              <>
                <Button
                  look="quiet"
                  className="max-sm:px-2"
                  onClick={() =>
                    saveThen(() => {
                      showToast(t("saved"));
                      router.push(routes.hosting.listings());
                      router.refresh();
                    })
                  }
                >
                  {t("leave")}
                </Button>
                <Button type="submit" look="primary" pending={save.isPending}>
                  {t("next")}
                </Button>
              </>
            )}
          </div>
        </div>
      </form>
      <LivePreview listing={listing} draft={draft} prices={prices} />
    </main>
  );
}

/** The part of the draft that a step shows; saving a step touches nothing else. */
const STEP_FIELDS: Record<EditorStep, readonly (keyof Draft)[]> = {
  kind: ["propertyType", "roomType"],
  place: [
    "countryCode",
    "region",
    "city",
    "neighbourhood",
    "addressLine",
    "postalCode",
    "latitude",
    "longitude",
    "timeZone",
  ],
  capacity: ["capacity", "bedrooms", "beds", "bathroomHalves", "areaSquareMetres"],
  amenities: ["amenities"],
  photos: [],
  text: ["title", "description"],
  rules: [
    "houseRules",
    "safety",
    "petsMax",
    "checkInFromMinutes",
    "checkOutByMinutes",
    "checkInNote",
    "selfCheckIn",
    "cancellationPolicy",
    "registrationNumber",
  ],
  price: [],
  review: [],
};

function fieldsOf(step: EditorStep, draft: Draft) {
  const entries = STEP_FIELDS[step]
    .map((name) => [name, draft[name]] as const)
    .filter(([name, value]) => !(value === null && (name === "latitude" || name === "longitude")));
  // Only the point can be null in a draft without being so in an edit; it is left out above.
  return Object.fromEntries(entries) as Partial<Omit<Draft, "latitude" | "longitude">> & {
    latitude?: number;
    longitude?: number;
  };
}

function Steps({ listing, step }: { listing: OwnListing; step: EditorStep }) {
  const t = useTranslations("hosting.editor.steps");
  const nav = useHereInSight<HTMLElement>(step);
  return (
    <nav ref={nav} aria-label={t("label")} className="scroll-row gap-1 lg:flex-col">
      {EDITOR_STEPS.map((one, at) => (
        <Link
          key={one}
          href={routes.hosting.listing(listing.listingId, one)}
          aria-current={one === step ? "step" : undefined}
          className="flex h-11 shrink-0 items-center gap-2.5 rounded-control px-3 font-medium text-ink-2 hovered:bg-hover aria-[current]:bg-sunk-2 aria-[current]:text-ink"
        >
          <span className="tabular-nums">{at + 1}</span>
          {t(one)}
        </Link>
      ))}
    </nav>
  );
}
