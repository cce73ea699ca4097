import type { Random } from "../market/random";
import { capitalised, type HomeVoice, has, numberWord } from "./voice";

const TITLE_LENGTH_MAX = 60;

/**
 * A title that says what the home is and one true thing more: a park or a known place within a few minutes' walk, or
 * something in it. Tries until one is free of those `taken`; after that the neighbourhood and a number tell homes apart.
 */
export function writeTitle(voice: HomeVoice, random: Random, taken: Set<string> | undefined): string {
  if (!taken) return capitalised(compose(voice, random)).slice(0, TITLE_LENGTH_MAX);
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const title = capitalised(compose(voice, random));
    if (title.length > TITLE_LENGTH_MAX || taken.has(title)) continue;
    taken.add(title);
    return title;
  }
  const stem = capitalised(subject(voice, random));
  for (let number = 2; ; number += 1) {
    const title = `${stem}, ${voice.around?.neighbourhood ?? voice.city}, no. ${number}`;
    if (taken.has(title)) continue;
    taken.add(title);
    return title;
  }
}

function compose(voice: HomeVoice, random: Random): string {
  const head = subject(voice, random);
  const where = whereabouts(voice);
  const what = features(voice);
  const roll = random.next();
  const park = voice.around?.parks.find(([name]) => isGreen(name));
  if (park && park[1] <= 3 && roll < 0.12) return `parkside ${head}`;
  if (where.length > 0 && roll < 0.6) return `${head} ${random.pick(where)}`;
  if (what.length > 0 && roll < 0.9) return `${head} with ${random.pick(what)}`;
  if (roll < 0.97 && voice.around) return `${head} in ${voice.around.neighbourhood}`;
  return head;
}

function subject(voice: HomeVoice, random: Random): string {
  const { roomType } = voice.facts;
  if (roomType === "private_room") return roomSubject(voice, random);
  if (roomType === "hotel_room") return random.pick(["hotel room", "room in a small hotel"]);
  if (roomType === "shared_room") return "shared room for light travellers";
  return homeSubject(voice, random);
}

function roomSubject(voice: HomeVoice, random: Random): string {
  const building = buildingOf(voice, random);
  const one = random.pick(["room", "guest room", "bedroom", "private room"]);
  if (voice.facts.propertyType === "bed_and_breakfast") {
    return random.pick([
      "bed and breakfast room",
      `breakfast room in ${building}`,
      `guest room in ${building}`,
    ]);
  }
  if (voice.facts.propertyType === "hotel") return random.pick(["hotel room", "room in a small hotel"]);
  if (!voice.facts.bathShared && random.chance(0.4)) return `${one} with its own bath in ${building}`;
  return random.pick([`${one} in ${building}`, `${one} in ${building}`, `${one} in a shared home`]);
}

function homeSubject(voice: HomeVoice, random: Random): string {
  const { bedrooms, propertyType } = voice.facts;
  const building = buildingOf(voice, random);
  const size = bedrooms === 0 ? "studio" : bedrooms === 1 ? "one-bedroom" : `${numberWord(bedrooms)}-bedroom`;
  switch (propertyType) {
    case "house":
    case "bungalow":
    case "cottage":
    case "cabin":
      return random.pick([
        `whole ${short(voice, random)}`,
        `${size} ${short(voice, random)}`,
        wholeName(voice, random),
      ]);
    case "townhouse":
    case "rowhouse":
      return random.pick([`whole ${short(voice, random)}`, `${size} townhouse`, wholeName(voice, random)]);
    case "loft":
      return random.pick(["loft", `${size} loft`, `loft in ${building}`]);
    case "guest_suite":
    case "guesthouse":
      return random.pick([`guest suite in ${building}`, "private guest suite", `${size} guest suite`]);
    default:
      return flat(voice, random, size, building);
  }
}

function flat(voice: HomeVoice, random: Random, size: string, building: string): string {
  const options = [`flat in ${building}`, `apartment in ${building}`, `rooms in ${building}`];
  if (size === "studio")
    return random.pick([`studio in ${building}`, `compact studio in ${building}`, "studio apartment"]);
  options.push(`${size} flat`, `${size} apartment`, `${size} flat in ${building}`);
  if (has(voice, "garden", "private_entrance"))
    options.push(`garden floor of ${building}`, `garden flat in ${building}`);
  if (has(voice, "balcony")) options.push(`balcony flat in ${building}`);
  if (has(voice, "fireplace")) options.push(`hearthside flat in ${building}`);
  return random.pick(options);
}

function buildingOf(voice: HomeVoice, random: Random): string {
  switch (voice.kind) {
    case "rowhouse":
      return random.pick(["a brick rowhouse", "a brownstone", "a row house"]);
    case "townhouse":
      return random.pick(["a townhouse", "a city townhouse", "an old townhouse"]);
    case "porch":
      return random.pick(["a porch house", "a wooden house", "a house with a porch"]);
    case "victorian":
      return random.pick(["a Victorian", "a Victorian house", "an old Victorian"]);
    case "cabin":
      return random.pick(["a cabin", "a timber house"]);
    default:
      return random.pick(["an apartment house", "a city block", "an apartment building"]);
  }
}

function short(voice: HomeVoice, random: Random): string {
  switch (voice.kind) {
    case "rowhouse":
      return random.pick(["brick rowhouse", "row house"]);
    case "townhouse":
      return "townhouse";
    case "porch":
      return random.pick(["porch house", "wooden house"]);
    case "victorian":
      return "Victorian";
    case "cabin":
      return random.pick(["cabin", "timber house"]);
    default:
      return "city house";
  }
}

function wholeName(voice: HomeVoice, random: Random): string {
  const { bedrooms, guestsMax } = voice.facts;
  const forWhom =
    guestsMax >= 8 ? "for a large party" : guestsMax >= 5 ? "for families" : "for a few friends";
  const base = short(voice, random);
  return bedrooms >= 3 && random.chance(0.5) ? `${base} ${forWhom}` : `${base} with a front door of its own`;
}

function whereabouts(voice: HomeVoice): string[] {
  const around = voice.around;
  if (!around) return [];
  const places: string[] = [];
  for (const [park, minutes] of around.parks) if (minutes <= 5 && isGreen(park)) places.push(`by ${park}`);
  for (const [sight, minutes] of around.sights) {
    if (minutes <= 6) places.push(`by ${sight}`);
    else if (minutes <= 12) places.push(`near ${sight}`);
  }
  places.push(`in ${around.neighbourhood}`, around.neighbourhood === "Lark Street" ? "off Lark Street" : "");
  return places.filter((place) => place !== "");
}

/** Only what is plainly a park by its name is called one. */
export function isGreen(name: string): boolean {
  return /\b(park|preserve|gardens?|meadow|green)\b/i.test(name);
}

function features(voice: HomeVoice): string[] {
  const found: string[] = [];
  const add = (code: Parameters<typeof has>[1], text: string) => {
    if (has(voice, code)) found.push(text);
  };
  add("fireplace", "a fireplace");
  add("garden", "a garden");
  add("balcony", "a balcony");
  add("hot_tub", "a hot tub");
  add("pool", "a pool");
  add("piano", "a piano");
  add("workspace", "a proper desk");
  add("bathtub", "a bathtub");
  add("free_parking", "parking");
  add("washer", "a laundry");
  add("books", "books to read");
  add("sound_system", "a sound system");
  add("ev_charger", "a charger for the car");
  add("breakfast", "breakfast");
  add("patio", "a patio");
  add("bbq", "a grill outside");
  add("gym", "a gym in the house");
  add("waterfront", "the water in front");
  return found;
}
