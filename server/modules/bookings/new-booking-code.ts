/** A booking's code for people, e.g. `RST-8TC3V`: no letter or digit that is mistaken for another, at random. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 5;
/** Largest multiple of the alphabet's length within a byte: bytes above are thrown again, so no letter is likelier. */
const FAIR_MAX = Math.floor(256 / ALPHABET.length) * ALPHABET.length;

export function newBookingCode(): string {
  let code = "";
  while (code.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH * 2)))
      if (byte < FAIR_MAX && code.length < LENGTH) code += ALPHABET[byte % ALPHABET.length] ?? "";
  }
  return `RST-${code}`;
}
