import type { Random } from "../market/random";
import { COMPLAINTS, PRAISE, type Topic } from "./review-sentences";
import { isGreen } from "./title";
import { BUILDINGS, counted, type HomeVoice, has } from "./voice";

export type Stars = {
  rating: number;
  cleanliness: number;
  accuracy: number;
  checkIn: number;
  communication: number;
  location: number;
  value: number;
};
export type StayVoice = {
  nights: number;
  /** 1 to 12, of check-in. */
  month: number;
  children: boolean;
  pets: boolean;
};

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const SEASONS = [
  "winter",
  "winter",
  "spring",
  "spring",
  "spring",
  "summer",
  "summer",
  "summer",
  "autumn",
  "autumn",
  "autumn",
  "winter",
];
/** Words that a sentence may hold only where the home, or the party, has what they speak of. */
const NEEDS: ReadonlyArray<[word: RegExp, met: (voice: HomeVoice, stay: StayVoice) => boolean]> = [
  [/\bdog\b|\bcat\b/, (_, stay) => stay.pets],
  [/\bchild(ren)?\b|\bbaby\b/, (_, stay) => stay.children],
  [/\bdesk\b/, (voice) => has(voice, "workspace")],
  [/\bwifi\b/, (voice) => has(voice, "wifi")],
  [/\btelevision\b/, (voice) => has(voice, "tv")],
  [/\bmicrowave\b/, (voice) => has(voice, "microwave")],
  [/\bkitchen\b/, (voice) => has(voice, "kitchen")],
  [/\bair conditioning\b|\bcool inside\b/, (voice) => has(voice, "air_conditioning")],
  [/\bheating\b|\bwarm from\b/, (voice) => has(voice, "heating")],
  [/\bcode\b|\bkeypad\b/, (voice) => has(voice, "self_check_in")],
  [/\bgrilled\b/, (voice) => has(voice, "bbq")],
  [/\bwasher\b/, (voice) => has(voice, "washer")],
  [/\bstairs\b/, (voice) => !has(voice, "step_free")],
  [/\bsecond bed\b/, (voice) => voice.facts.beds > 1],
  [
    /\b(rooms|bedroom has no door)\b/,
    (voice) => voice.facts.roomType === "entire_home" && voice.facts.bedrooms > 1,
  ],
  [/\bshared bathroom\b/, (voice) => voice.facts.bathShared],
  [/\bcleaning fee\b/, (voice) => voice.facts.roomType === "entire_home"],
];
/** How many of a home's latest sentences are not used again. */
const RECENT_MAX = 44;

/**
 * Writes a home's reviews one after another and remembers what it said lately, so that neighbours do not repeat.
 *
 * Praise goes with categories marked five, complaints with those marked down, and a sentence is used only where the home
 * has what it speaks of. About four in ten are a few words, as people write.
 */
export class ReviewWriter {
  readonly #recent: string[] = [];

  constructor(
    private readonly voice: HomeVoice,
    private readonly random: Random,
  ) {}

  write(stars: Stars, stay: StayVoice): string {
    const { random } = this;
    if (stars.rating === 5 && random.chance(0.3)) return this.#say(["short"], stay) ?? "Great stay.";
    const praise = this.#praise(stars, stay, praiseCount(stars.rating, random));
    const complaints = this.#complaints(stars, stay);
    if (praise.length + complaints.length === 0) return this.#say(["short"], stay) ?? "Fine.";
    const parts = stars.rating >= 4 ? [...praise, ...complaints] : [...complaints, ...praise];
    return join(parts, praise.length > 0 && complaints.length > 0 ? stars.rating : 0);
  }

  #praise(stars: Stars, stay: StayVoice, count: number): string[] {
    const topics = this.#topics(stars, stay);
    const said: string[] = [];
    for (let left = count * 3; left > 0 && said.length < count && topics.length > 0; left -= 1) {
      const [topic] = topics.splice(this.random.int(0, topics.length - 1), 1);
      const sentence = topic ? this.#say([topic], stay) : undefined;
      if (sentence) said.push(sentence);
    }
    if (count >= 2 && this.random.chance(0.35)) {
      const end = this.#say(["return"], stay);
      if (end) said.push(end);
    }
    return said;
  }

  #topics(stars: Stars, stay: StayVoice): Topic[] {
    const { voice } = this;
    const good = (category: keyof Stars) => stars[category] === 5;
    const topics: Topic[] = [];
    const add = (topic: Topic, when: boolean, times = 1) => {
      for (let i = 0; when && i < times; i += 1) topics.push(topic);
    };
    add("whole", stars.rating >= 5, 2);
    add("clean", good("cleanliness"), 2);
    add("accuracy", good("accuracy"));
    add(has(voice, "self_check_in") ? "checkInSelf" : "checkIn", good("checkIn"));
    add("host", good("communication"), 2);
    add("location", good("location"), 2);
    add("value", good("value"));
    add("beds", stars.rating >= 4);
    add("kitchen", stars.rating >= 4 && has(voice, "kitchen"));
    add("desk", stars.rating >= 4 && has(voice, "workspace", "wifi"));
    add("pets", stay.pets);
    add("family", stay.children && has(voice, "crib"));
    add("parking", has(voice, "free_parking"));
    add("outdoors", has(voice, "garden") && stay.month >= 5 && stay.month <= 9);
    add("fire", has(voice, "fireplace") && (stay.month >= 10 || stay.month <= 3));
    add("laundry", has(voice, "washer", "dryer"));
    add("long", stay.nights >= 21 && stars.rating === 5, 4);
    add("roomInHome", voice.facts.roomType === "private_room" && stars.rating >= 4);
    add("weather", stars.rating >= 4 && this.random.chance(0.3));
    add("purpose", this.random.chance(0.3));
    add("park", voice.around?.parks.some(([name]) => isGreen(name)) ?? false);
    return topics;
  }

  #complaints(stars: Stars, stay: StayVoice): string[] {
    if (stars.rating === 5) return [];
    const marked = (Object.keys(COMPLAINTS) as Array<keyof typeof COMPLAINTS>)
      .filter((category) => stars[category] < 5)
      .sort((a, b) => stars[a] - stars[b]);
    const most = stars.rating <= 2 ? 3 : stars.rating === 3 ? 2 : 1;
    return marked.slice(0, most).flatMap((category) => {
      const { small, large } = COMPLAINTS[category];
      return (
        this.#choose(
          stars[category] <= 3 && (stars.rating <= 3 || stars[category] <= 2) ? large : small,
          stay,
        ) ?? []
      );
    });
  }

  #say(topics: readonly Topic[], stay: StayVoice): string | undefined {
    return this.#choose(
      topics.flatMap((topic) => PRAISE[topic]),
      stay,
    );
  }

  #choose(templates: readonly string[], stay: StayVoice): string | undefined {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const template = this.random.pick(templates);
      if (this.#recent.includes(template)) continue;
      const sentence = this.#fill(template, stay);
      if (sentence === undefined) continue;
      this.#recent.push(template);
      if (this.#recent.length > RECENT_MAX) this.#recent.shift();
      return sentence;
    }
    return undefined;
  }

  #fill(template: string, stay: StayVoice): string | undefined {
    const slots = this.#slots(stay);
    let complete = true;
    const text = template.replace(/\{(\w+)\}/g, (_, slot: string) => {
      const value = slots[slot];
      if (value === undefined || value === "") complete = false;
      return value ?? "";
    });
    if (!complete || !NEEDS.every(([word, met]) => !word.test(text) || met(this.voice, stay)))
      return undefined;
    return text.slice(0, 1).toUpperCase() + text.slice(1);
  }

  #slots(stay: StayVoice): Record<string, string | undefined> {
    const { voice, random } = this;
    const parks = voice.around?.parks.filter(([name]) => isGreen(name)) ?? [];
    const sights = voice.around?.sights.filter(([, minutes]) => minutes <= 18) ?? [];
    const park = parks[0];
    const sight = sights.length > 0 ? random.pick(sights) : undefined;
    return {
      host: voice.hostName,
      hood: voice.around?.neighbourhood,
      city: voice.city,
      park: park?.[0],
      parkMin: park && park[1] > 1 ? counted(park[1], "minute").replace(/ minutes?$/, "") : undefined,
      sight: sight?.[0],
      sightMin: sight && sight[1] > 1 ? counted(sight[1], "minute").replace(/ minutes?$/, "") : undefined,
      nights: counted(stay.nights, "night"),
      month: MONTHS[stay.month - 1],
      season: SEASONS[stay.month - 1],
      building: BUILDINGS[voice.kind],
    };
  }
}

function praiseCount(rating: number, random: Random): number {
  if (rating === 5) return 1 + random.weighted([0.34, 0.38, 0.2, 0.08]);
  if (rating === 4) return 1 + random.weighted([0.6, 0.4]);
  return rating === 3 && random.chance(0.6) ? 1 : 0;
}

/** Puts a turn between praise and complaint, so that both can be meant. */
function join(parts: readonly string[], turnAt: number): string {
  if (turnAt !== 4 || parts.length < 2) return parts.join(" ");
  const last = parts.at(-1) ?? "";
  const turn = last.length % 3 === 0 ? "Only this: " : last.length % 3 === 1 ? "One small thing: " : "";
  const tail =
    turn === ""
      ? last
      : turn + (/^(I|The wifi)\b/.test(last) ? last : last.slice(0, 1).toLowerCase() + last.slice(1));
  return [...parts.slice(0, -1), tail].join(" ");
}
