import { type Id, type IdPrefix, idFromUuid } from "@/server/primitives/id";
import { Random } from "../market/random";

/** Ids that repeat with the seed: the same market has the same addresses each time it is made. */
export class DemoIds {
  constructor(private readonly seed: number) {}

  of<P extends IdPrefix>(prefix: P, atMs: number, ...words: Array<string | number>): Id<P> {
    return idFromUuid(prefix, new Random(this.seed, prefix, ...words).uuid(atMs));
  }
}

const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** What people say on the phone: `RST-8TC3V`, each once in the market. */
export class BookingCodes {
  readonly #taken = new Set<string>();

  constructor(private readonly random: Random) {}

  next(): string {
    for (;;) {
      let code = "RST-";
      for (let i = 0; i < 5; i += 1) code += CODE_LETTERS[this.random.int(0, CODE_LETTERS.length - 1)];
      if (this.#taken.has(code)) continue;
      this.#taken.add(code);
      return code;
    }
  }
}
