import type { HostFacts } from "../facts/facts";
import { writeHostAbout } from "../texts/host";
import { firstName, languages } from "../texts/names";
import { Random } from "./random";
import type { DemoGuest, DemoHost, MarketInput } from "./types";

const RESPONSE_MINUTES: Record<NonNullable<HostFacts["responseTime"]>, number> = {
  hour: 24,
  hours: 190,
  day: 720,
  days: 2_900,
};

/** A host of the market; likenesses of a host carry the same facts under another name. */
export function drawHost(input: MarketInput, host: number, homes: number, shiftDays: number): DemoHost {
  const facts = input.facts.hosts[host % input.facts.hosts.length];
  if (!facts) throw new Error(`no facts of host ${host}`);
  // The name is the first draw of this source: a home's texts draw it from the same one.
  const random = new Random(input.seed, "host", host);
  const name = firstName(random);
  return {
    host,
    name,
    about: writeHostAbout(random, input.frame.name, homes),
    sinceDay: Math.min(input.todayDay - 30, (facts.sinceDay ?? input.facts.takenDay - 700) + shiftDays),
    superhost: facts.superhost,
    responseRateBps: facts.responsePercent === null ? null : facts.responsePercent * 100,
    responseMinutesMedian:
      facts.responseTime === null
        ? null
        : Math.round(RESPONSE_MINUTES[facts.responseTime] * (0.7 + random.next() * 0.6)),
    languages: languages(random),
  };
}

export function drawGuest(seed: number, guest: number, firstBookedDay: number): DemoGuest {
  const random = new Random(seed, "guest", guest);
  return {
    guest,
    name: firstName(random),
    joinedDay: firstBookedDay - random.int(0, 40),
    locale: (["en", "es", "ar"] as const)[random.weighted([93, 5, 2])] ?? "en",
  };
}
