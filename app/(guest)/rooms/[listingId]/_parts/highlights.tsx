import {
  Accessibility,
  Bath,
  CarFront,
  CookingPot,
  Fence,
  Flame,
  KeyRound,
  Laptop,
  type LucideIcon,
  PawPrint,
  Sun,
  Trees,
  WashingMachine,
  Waves,
} from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { formatTimeOfDay } from "@/app/_ui/format/dates";
import type { PublicListing } from "@/server/modules/listings/contract";

/** What sets a home apart, the rarest first; three are shown. */
const RANKED = [
  ["hot_tub", Bath],
  ["pool", Waves],
  ["garden", Trees],
  ["fireplace", Flame],
  ["balcony", Sun],
  ["patio", Fence],
  ["step_free", Accessibility],
  ["pets_allowed", PawPrint],
  ["self_check_in", KeyRound],
  ["workspace", Laptop],
  ["free_parking", CarFront],
  ["washer", WashingMachine],
  ["kitchen", CookingPot],
] as const satisfies readonly (readonly [string, LucideIcon])[];

const SHOWN_MAX = 3;

export async function Highlights({ listing }: { listing: PublicListing }) {
  const t = await getTranslations("listing.highlights");
  const has = (amenity: string) =>
    amenity === "pets_allowed"
      ? listing.petsMax > 0
      : amenity === "self_check_in"
        ? listing.selfCheckIn
        : listing.amenities.some((one) => one === amenity);
  const shown = RANKED.filter(([amenity]) => has(amenity)).slice(0, SHOWN_MAX);
  if (shown.length === 0) return null;
  const words = {
    time: formatTimeOfDay(listing.checkInFromMinutes, await getLocale()),
    count: listing.petsMax,
  };
  return (
    <ul className="grid grid-cols-1 gap-6 pt-8 sm:grid-cols-3">
      {shown.map(([amenity, Icon]) => (
        <li key={amenity} className="max-sm:flex max-sm:gap-4">
          <Icon size={24} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
          <div>
            <div className="font-semibold sm:mt-2.5">{t(`${amenity}.title`)}</div>
            <p className="text-ink-2">{t(`${amenity}.text`, words)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
