const ASCII_MAX = 0x7f;

/**
 * Writes a text character by character, as long as all are ASCII: for short ones faster than a call to the runtime for
 * each. False where one is not; what was written until then is to be written over.
 */
export function writeAscii(text: string, into: Uint8Array, at: number): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > ASCII_MAX) return false;
    into[at + index] = code;
  }
  return true;
}
