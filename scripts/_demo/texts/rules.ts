import type { HouseRules, SafetyFacts } from "@/server/modules/listings/contract";
import type { Random } from "../market/random";
import { type HomeVoice, has } from "./voice";

/** House rules, drawn by seed where the source has none; pets follow the amenity. */
export function writeHouseRules(voice: HomeVoice, random: Random): HouseRules {
  const quiet = random.chance(0.7);
  const more: string[] = [];
  if (voice.facts.roomType === "private_room") {
    more.push(
      random.pick([
        "Please take your shoes off at the door.",
        "Wash up what you use in the kitchen.",
        "Visitors only when we have met them.",
      ]),
    );
  }
  if (has(voice, "fireplace")) more.push("Let the fire burn out before you go to bed.");
  if (has(voice, "bbq")) more.push("Clean the grill after use.");
  if (random.chance(0.35)) {
    more.push(
      random.pick([
        "Turn off lights and heating when you leave.",
        "Rubbish goes out on the evening before collection.",
        "No candles, please: old houses burn.",
        "Close the windows when you go out.",
      ]),
    );
  }
  return {
    petsAllowed: has(voice, "pets_allowed"),
    smokingAllowed: false,
    partiesAllowed: false,
    childrenWelcome: has(voice, "crib") || voice.facts.guestsMax >= 3 || random.chance(0.7),
    quietFromMinutes: quiet ? random.pick([1320, 1320, 1380, 1260]) : null,
    quietUntilMinutes: quiet ? random.pick([420, 480, 420]) : null,
    more: [...new Set(more)],
  };
}

export function writeSafety(voice: HomeVoice, random: Random): SafetyFacts {
  const outdoorCamera = has(voice, "outdoor_camera");
  return {
    smokeAlarm: has(voice, "smoke_alarm"),
    carbonMonoxideAlarm: has(voice, "co_alarm"),
    outdoorCamera,
    cameraNote: outdoorCamera
      ? random.pick([
          "One camera over the front door, always on.",
          "A camera watches the entrance and the parking place.",
          "A doorbell camera sees the steps.",
        ])
      : "",
    stairs: !has(voice, "step_free") && !has(voice, "elevator"),
    petsOnPremises: voice.facts.roomType === "private_room" && random.chance(0.2),
  };
}

/** Told after the booking is confirmed. The code is invented for each home and opens nothing. */
export function writeCheckInNote(voice: HomeVoice, random: Random): string {
  const lines: string[] = [];
  if (has(voice, "self_check_in")) {
    const code = String(random.int(1000, 9999));
    lines.push(
      random.pick([
        `The key box hangs to the right of the door; its code is ${code}. Put the key back when you go.`,
        `The lock has a keypad: press ${code} and then the bell sign. It locks itself behind you.`,
        `Your code is ${code}. Turn the handle up to lock the door.`,
      ]),
    );
  } else {
    lines.push(
      random.pick([
        `Write to ${voice.hostName} an hour before you arrive and you will be met at the door.`,
        "Ring the lower bell; we live close and come at once.",
        `${voice.hostName} waits with the key. If you are late, write.`,
      ]),
    );
  }
  if (has(voice, "wifi"))
    lines.push("The wifi’s name and password are on the card on the fridge or beside the bed.");
  if (has(voice, "free_parking"))
    lines.push(
      random.pick([
        "Park anywhere in front.",
        "Leave the car on our side of the street.",
        "The parking place is beside the house.",
      ]),
    );
  if (has(voice, "heating"))
    lines.push(
      random.pick(["The thermostat is in the hall.", "The heating looks after itself; please leave it on."]),
    );
  return lines.join(" ");
}

/** Room captions of pictures, by scene. */
export const CAPTIONS: Record<string, readonly string[]> = {
  exterior: ["The front", "Street front", "From the street"],
  "exterior-2": ["In the evening", "The front at night", "Coming home late"],
  living: ["Living room", "Where you sit", "Front room"],
  bedroom: ["Bedroom", "Where you sleep", "Bedroom one"],
  kitchen: ["Kitchen", "Where you cook", "The kitchen"],
  bathroom: ["Bathroom", "The bath", "Bathroom and light"],
  dining: ["Dining table", "Where you eat", "The table"],
  workspace: ["Desk", "Where you work", "A desk by the window"],
  terrace: ["Outside", "A seat outdoors", "For warm evenings"],
  detail: ["Detail", "Small things", "On the table"],
  window: ["By the window", "View out", "The window seat"],
  street: ["The street", "Around the house", "Down the street"],
  entry: ["Entrance", "Hall", "As you come in"],
};
