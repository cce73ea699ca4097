import type { Random } from "../market/random";
import { isGreen } from "./title";
import {
  BUILDINGS,
  bathsInWords,
  capitalised,
  counted,
  type HomeVoice,
  has,
  listed,
  numberWord,
} from "./voice";

/** Three to five short paragraphs, each resting on facts: what it is, what is in it, what stands about it, for whom. */
export function writeDescription(voice: HomeVoice, random: Random): string {
  return [
    opening(voice, random),
    rooms(voice, random),
    comforts(voice, random),
    outside(voice, random),
    closing(voice, random),
  ]
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

function opening(voice: HomeVoice, random: Random): string {
  const { facts } = voice;
  const where = voice.around ? `${voice.around.neighbourhood}, ${voice.city}` : voice.city;
  const building = BUILDINGS[voice.kind];
  const a = /^[aeiou]/i.test(building) ? "an" : "a";
  if (facts.roomType !== "entire_home") {
    const bath = facts.bathShared ? "The bathroom is shared" : "It has its own bathroom";
    return random.pick([
      `A private room in ${a} ${building} in ${where}. ${bath}, and the key is yours for as long as you stay.`,
      `You rent one room here, in ${a} ${building} in ${where}. ${bath}.`,
      `One quiet-coloured room with a proper bed, in ${a} ${building} in ${where}. ${bath}; the hall and the stairs are for everybody.`,
      `This is a room in ${a} ${building} that people live in, in ${where}. ${bath}.`,
    ]);
  }
  const home = facts.propertyType === "house" || facts.propertyType === "townhouse" ? "house" : "home";
  return random.pick([
    `The whole ${home} is yours: ${size(voice)} in ${a} ${building} in ${where}.`,
    `${capitalised(size(voice))} in ${a} ${building} in ${where}, all of it to yourselves.`,
    `In ${where}, in ${a} ${building}: ${size(voice)}, and nobody else in it while you are there.`,
    `A ${home} to come back to in the evening. ${capitalised(size(voice))}, in ${a} ${building} in ${where}.`,
    `We keep this place as we would want to find one: ${size(voice)} in ${a} ${building} in ${where}, plain and in good order.`,
  ]);
}

function size(voice: HomeVoice): string {
  const { bedrooms, beds, bathHalves } = voice.facts;
  const bath = bathHalves > 0 ? ` and ${bathsInWords(bathHalves)}` : "";
  if (bedrooms === 0) return `a studio with ${counted(beds, "bed")}${bath}`;
  return `${counted(bedrooms, "bedroom")}, ${counted(beds, "bed")}${bath}`;
}

function rooms(voice: HomeVoice, random: Random): string {
  const { facts } = voice;
  const lines: string[] = [];
  const sleeps = `It sleeps ${numberWord(facts.guestsMax)}`;
  if (facts.beds > facts.bedrooms && facts.bedrooms > 0) {
    lines.push(`${sleeps} in ${counted(facts.beds, "bed")}, so not everybody has a room of their own.`);
  } else if (facts.guestsMax > 1) {
    lines.push(
      random.pick(
        [`${sleeps}.`, `${sleeps} without anybody on a sofa.`, `${sleeps}; two find it roomy.`].slice(
          0,
          facts.guestsMax > 2 ? 3 : 1,
        ),
      ),
    );
  }
  const kitchen = kitchenThings(voice);
  if (has(voice, "kitchen") && kitchen.length > 0) {
    lines.push(
      random.pick([
        `The kitchen has ${listed(kitchen)}.`,
        `You can cook: there ${kitchen.length > 1 || kitchen[0]?.startsWith("dishes") ? "are" : "is"} ${listed(kitchen)}.`,
        `In the kitchen you find ${listed(kitchen)}.`,
      ]),
    );
  } else if (!has(voice, "kitchen")) {
    const small = [
      has(voice, "refrigerator") ? "a fridge" : "",
      has(voice, "microwave") ? "a microwave" : "",
      has(voice, "coffee_maker") ? "a coffee maker" : "",
    ].filter((x) => x !== "");
    lines.push(small.length > 0 ? `There is no kitchen, but ${listed(small)}.` : "There is no kitchen.");
  }
  if (has(voice, "workspace")) {
    lines.push(
      random.pick([
        has(voice, "wifi") ? "There is a desk, and the wifi reaches it." : "There is a desk to work at.",
        "A desk and a chair stand ready if you have to work.",
        "The desk has room for a laptop and a notebook.",
      ]),
    );
  }
  if (has(voice, "washer", "dryer")) lines.push("Washer and dryer are on hand.");
  else if (has(voice, "washer")) lines.push("There is a washing machine.");
  return lines.join(" ");
}

function kitchenThings(voice: HomeVoice): string[] {
  const things: string[] = [];
  if (has(voice, "stove", "oven")) things.push("a stove with an oven");
  else if (has(voice, "stove")) things.push("a stove");
  if (has(voice, "dishwasher")) things.push("a dishwasher");
  if (has(voice, "coffee_maker")) things.push("a coffee maker");
  if (has(voice, "microwave")) things.push("a microwave");
  if (has(voice, "dishes")) things.push("dishes for everybody");
  return things.slice(0, 4);
}

function comforts(voice: HomeVoice, random: Random): string {
  const lines: string[] = [];
  if (has(voice, "fireplace"))
    lines.push(random.pick(["There is a fireplace for cold evenings.", "The fireplace works."]));
  const climate = [
    has(voice, "air_conditioning") ? "cool in July" : "",
    has(voice, "heating") ? "warm in January" : "",
  ].filter((x) => x !== "");
  // Only where there is a winter: beyond the tropics, and not south of them, where July is the cold month.
  const seasons = voice.facts.latitude > 25;
  if (climate.length === 2 && seasons)
    lines.push(
      random.pick([`It is ${listed(climate)}.`, "Heating and air conditioning both do their work."]),
    );
  else if (climate.length === 2) lines.push("Heating and air conditioning both do their work.");
  else if (has(voice, "air_conditioning")) lines.push("It has air conditioning.");
  else if (has(voice, "ceiling_fan"))
    lines.push("A ceiling fan keeps the air moving; there is no air conditioning.");
  const leisure = [
    has(voice, "tv") ? "a television" : "",
    has(voice, "books") ? "books" : "",
    has(voice, "board_games") ? "board games" : "",
    has(voice, "piano") ? "a piano" : "",
    has(voice, "sound_system") ? "a sound system" : "",
    has(voice, "games_console") ? "a games console" : "",
  ].filter((x) => x !== "");
  if (leisure.length > 1)
    lines.push(random.pick([`For a rainy day: ${listed(leisure)}.`, `You will find ${listed(leisure)}.`]));
  if (has(voice, "bathtub")) lines.push("The bathroom has a tub.");
  if (has(voice, "hot_tub")) lines.push("There is a hot tub.");
  if (has(voice, "crib") || has(voice, "high_chair")) {
    const baby = [has(voice, "crib") ? "a crib" : "", has(voice, "high_chair") ? "a high chair" : ""].filter(
      (x) => x !== "",
    );
    lines.push(`For small children: ${listed(baby)}.`);
  }
  if (has(voice, "breakfast")) lines.push("Breakfast is part of it.");
  return lines.slice(0, 4).join(" ");
}

function outside(voice: HomeVoice, random: Random): string {
  const lines: string[] = [];
  const [park] = (voice.around?.parks ?? []).filter(([name]) => isGreen(name));
  const sights = voice.around?.sights ?? [];
  if (park) {
    const minutes = counted(park[1], "minute");
    lines.push(
      random.pick([
        `${park[0]} is ${minutes} away on foot.`,
        `It is a walk of ${minutes} to ${park[0]}.`,
        `You walk ${minutes} to ${park[0]}.`,
      ]),
    );
  }
  if (sights.length > 0) {
    const near = sights.slice(0, random.int(1, 2)).map(([name, minutes]) => `${name} (${minutes} min)`);
    lines.push(
      random.pick([
        `Also within a walk: ${listed(near)}.`,
        `On foot you reach ${listed(near)}.`,
        `Near by: ${listed(near)}.`,
      ]),
    );
  }
  const outdoors = [
    has(voice, "garden") ? "a garden" : "",
    has(voice, "balcony") ? "a balcony" : "",
    has(voice, "patio") ? "a patio" : "",
  ].filter((x) => x !== "");
  if (outdoors.length > 0) {
    const grill = has(voice, "bbq") ? " with a grill" : "";
    lines.push(
      random.pick([
        `Outside there is ${listed(outdoors)}${grill}.`,
        `You have ${listed(outdoors)}${grill} to sit in when it is warm.`,
      ]),
    );
  }
  if (has(voice, "free_parking"))
    lines.push(random.pick(["Parking is free.", "You can park for free.", "A car costs nothing to park."]));
  else if (has(voice, "paid_parking")) lines.push("Parking near by costs extra.");
  else lines.push("We have no parking of our own.");
  return lines.join(" ");
}

function closing(voice: HomeVoice, random: Random): string {
  const lines: string[] = [];
  if (has(voice, "self_check_in")) {
    lines.push(
      random.pick([
        "You let yourself in with a code, whenever you arrive.",
        "Check-in is by yourself, with a code.",
        "Come as late as you like: you let yourself in.",
      ]),
    );
  } else {
    lines.push(
      random.pick([
        `${voice.hostName} meets you at the door.`,
        "Somebody will be there to give you the key.",
        "Tell us when you arrive, and we meet you.",
      ]),
    );
  }
  if (has(voice, "pets_allowed"))
    lines.push(random.pick(["Pets are welcome.", "Bring the dog.", "Well-behaved animals may come."]));
  if (has(voice, "long_stays") && random.chance(0.5))
    lines.push("Longer stays are welcome and cost less a night.");
  if (has(voice, "step_free")) lines.push("Everything is on one level.");
  if (has(voice, "elevator")) lines.push("There is an elevator.");
  return lines.join(" ");
}
