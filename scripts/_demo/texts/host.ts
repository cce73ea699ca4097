import type { Random } from "../market/random";

/** What a host says of themselves: two or three sentences, none of which names a real person or place of work. */
export function writeHostAbout(random: Random, city: string, homes: number): string {
  const first = random.pick([
    `I have lived in ${city} for most of my life and still find streets I do not know.`,
    `I came to ${city} for a year and never left.`,
    `My family has kept houses in ${city} for a long time, and I look after them now.`,
    `By day I teach; in between I make beds.`,
    `I restore old houses, slowly.`,
    `I am a nurse on early shifts, so you will find me awake when you arrive.`,
    `I grew up three streets from here.`,
    `I used to travel for work and know what a tired guest wants: a clean bed and no surprises.`,
    `I bake, I garden, and I like people who leave a place as they found it.`,
    `We are two sisters who share the keys and the work.`,
    `Retired, curious, and quick to answer a message.`,
    `I run this with my son, who is better with the locks than I am.`,
  ]);
  const second = random.pick([
    "Ask me where to eat; I keep a list.",
    "I answer quickly and leave you alone otherwise.",
    "If something is missing, tell me and it will be there the same day.",
    "I write everything down in the house book, so you need not ask twice.",
    "My rule is simple: what the page says is what you find.",
    "I clean myself, which is why I know where everything is.",
    "Quiet people are my favourite people.",
    "I like to hear what brings you here, and I do not mind if you would rather not say.",
  ]);
  if (homes > 3 && random.chance(0.7)) {
    return `${first} I look after ${homes} homes, with a small team that I trust. ${second}`;
  }
  return `${first} ${second}`;
}
