/** Kafka's records byte by byte: lengths and indexes as zigzag varints, texts as UTF-8 behind their length. */
import { writeAscii } from "@/server/platform/write-ascii";
import { assert } from "@/server/primitives/assert";

/** Up to here a text is written by hand; its length is a single byte. */
const SHORT_TEXT_MAX = 60;
/** A varint's byte carries so much; the bit above says that another follows. */
const VARINT_BYTE_MAX = 0x7f;
export const VARINT_BYTES_MAX = 5;
const UTF8_BYTES_MAX = 3;
/** Most batches fit; the buffer of a larger one is not kept. */
const KEPT_BYTES_MAX = 4 * 1_024 * 1_024;

/** What a text takes at most: three bytes for a unit of UTF-16, a pair of units being four. */
export const textBytesMax = (text: string) => VARINT_BYTES_MAX + UTF8_BYTES_MAX * text.length;

/** Bytes of a length or an index. Neither is negative, so zigzag is twice the value. */
export function sizeOfVarint(value: number): number {
  if (value < 1 << 6) return 1;
  if (value < 1 << 13) return 2;
  if (value < 1 << 20) return 3;
  return value < 1 << 27 ? 4 : VARINT_BYTES_MAX;
}

/**
 * Bytes one after another, in one buffer that is used again and again: new memory for each batch took as much time as
 * all that is written into it.
 */
export class ByteWriter {
  bytes = Buffer.alloc(0);
  at = 0;

  /** Begins anew, with room for so many bytes. What was written before is gone. */
  begin(bytesMax: number): void {
    if (this.bytes.length < bytesMax || this.bytes.length > KEPT_BYTES_MAX)
      this.bytes = Buffer.allocUnsafeSlow(bytesMax);
    this.at = 0;
  }

  varint(value: number): void {
    let left = (value << 1) >>> 0;
    while (left > VARINT_BYTE_MAX) {
      this.bytes[this.at] = (left & VARINT_BYTE_MAX) | 0x80;
      this.at += 1;
      left >>>= 7;
    }
    this.bytes[this.at] = left;
    this.at += 1;
  }

  /** As they are. */
  raw(from: Uint8Array): void {
    const { bytes, at } = this;
    for (let index = 0; index < from.length; index += 1) bytes[at + index] = from[index] ?? 0;
    this.at += from.length;
  }

  text(text: string): void {
    if (text.length <= SHORT_TEXT_MAX && writeAscii(text, this.bytes, this.at + 1)) {
      this.bytes[this.at] = text.length << 1;
      this.at += 1 + text.length;
    } else this.#anyText(text);
  }

  #anyText(text: string): void {
    const at = this.open(text.length);
    this.at += this.bytes.write(text, this.at, "utf8");
    this.close(at, text.length);
  }

  /** Leaves room for a length, as much as one of `sizeGuess` takes. What it is the length of is written, then `close` called. */
  open(sizeGuess: number): number {
    const at = this.at;
    this.at += sizeOfVarint(sizeGuess);
    return at;
  }

  /** Writes the length where `open` left room for it. */
  close(at: number, sizeGuess: number): void {
    const room = sizeOfVarint(sizeGuess);
    const size = this.at - at - room;
    const needed = sizeOfVarint(size);
    if (needed !== room) this.bytes.copyWithin(at + needed, at + room, this.at);
    this.at = at;
    this.varint(size);
    this.at += size;
  }

  /** What was written; good until the next `begin`. */
  whole(): Buffer {
    assert(this.at <= this.bytes.length, `${this.at} bytes where ${this.bytes.length} have room`);
    return this.bytes.subarray(0, this.at);
  }
}
