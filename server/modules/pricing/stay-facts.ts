/** What a quote is decided on: the home, its calendar around the stay, and its prices. Read in one statement. */
import type { StayRules } from "@/server/modules/calendar/contract";
import type { HouseRules } from "@/server/modules/listings/contract";
import type { PriceFacts } from "@/server/modules/pricing/price-facts";
import type { CancellationPolicy } from "@/server/modules/pricing/refund-shares";
import type { PersonId } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";

export interface HomeFacts {
  readonly hostId: PersonId;
  readonly status: "draft" | "published" | "paused";
  readonly capacity: number;
  /** 0 where the house rules allow none. */
  readonly petsMax: number;
  readonly timeZone: string;
  readonly checkInFromMinutes: number;
  readonly checkOutByMinutes: number;
  readonly cancellationPolicy: CancellationPolicy;
}

export interface CalendarFacts {
  /** Nights that guests or other calendars have, preparation nights included. */
  readonly taken: ReadonlySet<LocalDate>;
  /** Nights that the host keeps; one may still serve as a preparation night. */
  readonly blocked: ReadonlySet<LocalDate>;
  /** Nights whose arrivals have a minimum stay of their own. */
  readonly nightMins: Readonly<Record<string, number>>;
  readonly rules: StayRules;
}

export interface StayFacts {
  readonly home: HomeFacts;
  readonly calendar: CalendarFacts;
  readonly prices: PriceFacts;
}

/** What a booking freezes of its home; the exact address is among it. */
export interface SnapshotFacts {
  readonly listingTitle: string;
  readonly city: string;
  readonly neighbourhood: string;
  readonly addressLine: string;
  readonly postalCode: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly timeZone: string;
  readonly checkInFromMinutes: number;
  readonly checkOutByMinutes: number;
  readonly checkInNote: string;
  readonly houseRules: HouseRules;
  readonly cancellationPolicy: CancellationPolicy;
}
