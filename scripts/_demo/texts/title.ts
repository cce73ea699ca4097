import type { Random } from "../market/random";
import { capitalised, type HomeVoice, has, numberWord } from "./voice";

/** What a card shows whole on one line. */
const CARD_LENGTH_MAX = 32;
/** For a home that every short title is taken of. */
const TITLE_LENGTH_MAX = 44;
/** A title as short as this says too little to be one. */
const TITLE_LENGTH_MIN = 10;
const SHORT_ATTEMPTS = 240;
const ATTEMPTS = 320;
const FAMILY_GUESTS_MIN = 5;

/**
 * A title that says what the home is and one or two true things more: how far a park or a known place is, what is in it,
 * for how many it is. Tries until one is free of those `taken`, first among those that fit a card; after that the
 * neighbourhood and a number tell homes apart.
 */
export function writeTitle(voice: HomeVoice, random: Random, taken: Set<string> = new Set()): string {
  const forms = formsOf(voice);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const title = capitalised(random.pick(forms)(random));
    const lengthMax = attempt < SHORT_ATTEMPTS ? CARD_LENGTH_MAX : TITLE_LENGTH_MAX;
    if (title.length < TITLE_LENGTH_MIN || title.length > lengthMax || taken.has(title)) continue;
    taken.add(title);
    return title;
  }
  const stem = capitalised(noun(voice, random));
  for (let number = 2; ; number += 1) {
    const title = `${stem}, ${placeOf(voice)}, no. ${number}`;
    if (taken.has(title)) continue;
    taken.add(title);
    return title;
  }
}

type Form = (random: Random) => string;

/** The ways of saying it that this home has facts for; each as likely as another. */
function formsOf(voice: HomeVoice): Form[] {
  const [where, walks] = [whereabouts(voice), walksOf(voice)];
  const [charms, things] = [thingsOf(voice, CHARMS), thingsOf(voice, [...CHARMS, ...COMFORTS])];
  const { guestsMax } = voice.facts;
  const what: Form = (random) => noun(voice, random);
  const forms: Form[] = [
    (random) => `${what(random)} ${inPlace(voice)}`,
    (random) => `${placeOf(voice)} ${what(random).replace(/^whole /, "")}`,
  ];
  if (where.length > 0)
    forms.push(
      (random) => `${what(random)} ${random.pick(where)}`,
      (random) => `${what(random)} ${random.pick(where)}`,
    );
  if (walks.length > 0) forms.push((random) => random.pick(walks));
  if (things.length > 0)
    forms.push(
      (random) => `${what(random)} with ${article(random.pick(things))}`,
      (random) =>
        `${placeOf(voice)} ${noun(voice, random).replace(/^whole /, "")} with ${article(random.pick(things))}`,
    );
  if (charms.length > 0 && where.length > 0)
    forms.push((random) => `${random.pick(charms)} ${random.pick(where)}`);
  if (charms.length > 1) forms.push((random) => pairOf(charms, random));
  if (isWhole(voice) && guestsMax >= FAMILY_GUESTS_MIN)
    forms.push((random) => `${what(random)} for ${numberWord(guestsMax)}`);
  return forms;
}

/** "A piano and a fireplace": two such things can stand for the home by themselves. */
function pairOf(things: readonly string[], random: Random): string {
  const [one = "", other = ""] = random.shuffled(things);
  return `${article(one)} and ${article(other)}`;
}

const isWhole = ({ facts }: HomeVoice): boolean => facts.roomType === "entire_home";

function inPlace(voice: HomeVoice): string {
  const place = placeOf(voice);
  if (place === "Downtown") return "downtown";
  return `${place.endsWith("Street") ? "on" : "in"} ${place}`;
}

function placeOf(voice: HomeVoice): string {
  return voice.around?.neighbourhood ?? voice.city;
}

/** Things counted singly take an article; the others are named as they are. */
function article(thing: string): string {
  if (/^(parking|breakfast|books)$/.test(thing)) return thing;
  return /^[aeiou]/.test(thing) ? `an ${thing}` : `a ${thing}`;
}

function noun(voice: HomeVoice, random: Random): string {
  switch (voice.facts.roomType) {
    case "private_room":
      return roomNoun(voice, random);
    case "hotel_room":
      return random.pick(["hotel room", "small hotel room"]);
    case "shared_room":
      return random.pick(["shared room", "bed in a shared room"]);
    default:
      return homeNoun(voice, random);
  }
}

function roomNoun(voice: HomeVoice, random: Random): string {
  const { propertyType, bathShared, bedrooms } = voice.facts;
  if (propertyType === "hotel") return random.pick(["hotel room", "small hotel room"]);
  const nouns = ["room", "guest room", "private room", `${building(voice, random)} room`];
  if (propertyType === "bed_and_breakfast") nouns.push("bed and breakfast", "breakfast room");
  if (!bathShared) nouns.push("room with its own bath", "room and bath");
  if (bedrooms >= 2) nouns.push("guest rooms");
  return random.pick(nouns);
}

function homeNoun(voice: HomeVoice, random: Random): string {
  const { bedrooms, propertyType } = voice.facts;
  const kind = building(voice, random);
  const size = bedrooms === 0 ? "studio" : `${numberWord(bedrooms)}-bedroom`;
  const sized = (what: string) => (bedrooms === 0 ? what : `${size} ${what}`);
  switch (propertyType) {
    case "house":
    case "bungalow":
    case "cottage":
    case "cabin":
    case "townhouse":
    case "rowhouse":
      return random.pick([wholeHouse(voice, random), `whole ${wholeHouse(voice, random)}`, sized("house")]);
    case "loft":
      return random.pick(["loft", sized("loft"), `${kind} loft`]);
    case "guest_suite":
    case "guesthouse":
      return random.pick(["guest suite", "private suite", `${kind} suite`, sized("suite")]);
    default:
      return flatNoun(voice, random, kind, sized);
  }
}

function flatNoun(voice: HomeVoice, random: Random, kind: string, sized: (what: string) => string): string {
  if (voice.facts.bedrooms === 0) return random.pick(["studio", "city studio", `${kind} studio`]);
  const nouns = ["flat", "apartment", sized("flat"), sized("apartment"), `${kind} flat`, `${kind} apartment`];
  if (has(voice, "garden")) nouns.push("garden flat");
  if (has(voice, "balcony")) nouns.push("balcony flat");
  return random.pick(nouns);
}

/** The building as an adjective. */
function building(voice: HomeVoice, random: Random): string {
  switch (voice.kind) {
    case "rowhouse":
      return random.pick(["rowhouse", "brick rowhouse", "brownstone"]);
    case "townhouse":
      return "townhouse";
    case "porch":
      return random.pick(["porch house", "wooden house"]);
    case "victorian":
      return "Victorian";
    case "cabin":
      return random.pick(["cabin", "timber house"]);
    default:
      return "city";
  }
}

function wholeHouse(voice: HomeVoice, random: Random): string {
  switch (voice.kind) {
    case "rowhouse":
      return random.pick(["brick rowhouse", "row house"]);
    case "victorian":
      return random.pick(["Victorian", "Victorian house"]);
    case "apartment":
      return "city house";
    default:
      return building(voice, random);
  }
}

const BY_MINUTES_MAX = 5;
const NEAR_MINUTES_MAX = 12;

function whereabouts({ around }: HomeVoice): string[] {
  if (!around) return [];
  const parks = around.parks.filter(([park, minutes]) => minutes <= BY_MINUTES_MAX && isGreen(park));
  return [
    ...parks.map(([park]) => `by ${park}`),
    ...around.sights.flatMap(([sight, minutes]) => {
      if (minutes > NEAR_MINUTES_MAX) return [];
      return [`${minutes <= BY_MINUTES_MAX ? "by" : "near"} ${sight}`];
    }),
    ...(around.neighbourhood === "Lark Street" ? ["off Lark Street"] : []),
  ];
}

/** "Three minutes to Washington Park": on foot, as the street map has it. */
function walksOf({ around }: HomeVoice): string[] {
  if (!around) return [];
  const places = [...around.parks.filter(([park]) => isGreen(park)), ...around.sights];
  return places.flatMap(([place, minutes]) =>
    minutes >= 2 && minutes <= 10 ? [`${numberWord(minutes)} minutes to ${place}`] : [],
  );
}

/** Only what is plainly a park by its name is called one. */
export function isGreen(name: string): boolean {
  return /\b(park|preserve|gardens?|meadow|green)\b/i.test(name);
}

type Things = readonly (readonly [Parameters<typeof has>[1], string])[];

/** What a home may be named after. */
const CHARMS: Things = [
  ["fireplace", "fireplace"],
  ["garden", "garden"],
  ["balcony", "balcony"],
  ["hot_tub", "hot tub"],
  ["pool", "pool"],
  ["piano", "piano"],
  ["patio", "patio"],
];
/** What a home may be said to have, and would be an odd name for it. */
const COMFORTS: Things = [
  ["workspace", "desk"],
  ["bathtub", "bathtub"],
  ["free_parking", "parking"],
  ["washer", "laundry"],
  ["books", "books"],
  ["sound_system", "sound system"],
  ["ev_charger", "car charger"],
  ["breakfast", "breakfast"],
  ["bbq", "grill"],
];

/** Those of the things that stand in the home or belong to it. */
function thingsOf(voice: HomeVoice, things: Things): string[] {
  return things.flatMap(([code, thing]) => (has(voice, code) ? [thing] : []));
}
