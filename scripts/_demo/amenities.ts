import type { Amenity } from "@/server/modules/listings/contract";

/**
 * Inside Airbnb's amenity names, of which hosts have made hundreds ("55 inch HDTV with Roku"), to the market's own codes.
 *
 * Rules are tried in the order given and each that fits adds its code, so "Free washer – In unit" is a washer and a name
 * that fits nothing is left out. What stands on the left of a dash is the thing; what stands right of it is where.
 */
const RULES: ReadonlyArray<[pattern: RegExp, code: Amenity]> = [
  [/\bwifi\b|\bethernet\b|\binternet\b/i, "wifi"],
  [/^kitchen(ette)?$|^full kitchen/i, "kitchen"],
  [/\bwasher\b/i, "washer"],
  [/^(free |paid )?dryer\b/i, "dryer"],
  [/\bair conditioning\b|\bAC\b/i, "air_conditioning"],
  [/\bheating\b|^portable heater|^heater\b/i, "heating"],
  [/\bworkspace\b/i, "workspace"],
  [/\bTV\b|\bHDTV\b/i, "tv"],
  [/^free (street |driveway |residential |carport|parking|garage)/i, "free_parking"],
  [/^paid (street |valet |parking|garage)|^paid .*parking/i, "paid_parking"],
  [/^self check-in$|^keypad$|^lockbox$|^smart lock$/i, "self_check_in"],
  [/^pets allowed$/i, "pets_allowed"],
  [/^(?!pool (table|view)).*\bpool\b/i, "pool"],
  [/\bhot tub\b|\bjacuzzi\b/i, "hot_tub"],
  [/\bgym\b|^exercise equipment/i, "gym"],
  [/^EV charger/i, "ev_charger"],
  [/\bcrib\b/i, "crib"],
  [/\bhigh chair\b/i, "high_chair"],
  [/^indoor fireplace/i, "fireplace"],
  [/\bbbq grill\b|^barbecue|^outdoor kitchen/i, "bbq"],
  [/\bbackyard\b|^garden$/i, "garden"],
  [/\bbalcony\b/i, "balcony"],
  [/\bpatio\b/i, "patio"],
  [/^smoke (alarm|detector)/i, "smoke_alarm"],
  [/^carbon monoxide/i, "co_alarm"],
  [/^first aid/i, "first_aid"],
  [/^fire extinguisher/i, "fire_extinguisher"],
  [/^exterior security camera|^security cameras? on property/i, "outdoor_camera"],
  [/step-free|^single level home|wheelchair/i, "step_free"],
  [/^elevator/i, "elevator"],
  [/^breakfast/i, "breakfast"],
  [/^iron$/i, "iron"],
  [/^hair ?dryer/i, "hair_dryer"],
  [/^dishwasher/i, "dishwasher"],
  [/^coffee maker|^nespresso/i, "coffee_maker"],
  [/^long term stays/i, "long_stays"],
  [/^bathtub/i, "bathtub"],
  [/^private entrance/i, "private_entrance"],
  [/^lake access/i, "lake_access"],
  [/^waterfront/i, "waterfront"],
  [/\brefrigerator\b|\bmini fridge\b|^fridge/i, "refrigerator"],
  [/^microwave/i, "microwave"],
  [/\boven\b/i, "oven"],
  [/\bstove\b/i, "stove"],
  [/^dishes/i, "dishes"],
  [/^bed linens/i, "bed_linens"],
  [/\bshampoo\b/i, "shampoo"],
  [/^hot water$/i, "hot_water"],
  [/^essentials$/i, "essentials"],
  [/^hangers/i, "hangers"],
  [/^books/i, "books"],
  [/^board games/i, "board_games"],
  [/^outdoor (furniture|dining)|^sun loungers|^hammock/i, "outdoor_furniture"],
  [/\bsound system\b|^record player/i, "sound_system"],
  [/^piano/i, "piano"],
  [/^game console|^arcade/i, "games_console"],
  [/^luggage drop/i, "luggage_drop"],
  [/^cleaning available|^housekeeping/i, "cleaning_available"],
  [/^room-darkening/i, "room_darkening"],
  [/^ceiling fan/i, "ceiling_fan"],
];

/** Codes of one listing's raw names, each once, in the order of the rules. */
export function amenityCodes(rawNames: readonly string[]): Amenity[] {
  return RULES.filter(([pattern]) => rawNames.some((name) => pattern.test(name))).map(([, code]) => code);
}

/** Raw names that no rule knows; what the importer counts in its report. */
export function isKnownAmenity(rawName: string): boolean {
  return RULES.some(([pattern]) => pattern.test(rawName));
}

/** Every code that a rule can give; a test holds it to the market's list. */
export const MAPPED_CODES: readonly Amenity[] = RULES.map(([, code]) => code);
