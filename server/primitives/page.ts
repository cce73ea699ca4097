/** A page of a list: items and the cursor of the next page. Cursors are opaque base64url JSON. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | undefined;
}

export const PAGE_SIZE_DEFAULT = 24;

export function encodeCursor(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The value inside a cursor, or undefined when it is not one of ours. The caller's contract checks its shape. */
export function decodeCursor(cursor: string): unknown {
  if (!/^[A-Za-z0-9_-]{1,1024}$/.test(cursor)) return undefined;
  try {
    const binary = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (c) => c.charCodeAt(0))));
  } catch (error) {
    if (
      error instanceof SyntaxError ||
      (error instanceof DOMException && error.name === "InvalidCharacterError")
    ) {
      return undefined;
    }
    throw error;
  }
}

/** Cuts a result read with one row more than the page into a page. */
export function toPage<T>(rows: readonly T[], sizeMax: number, cursorOf: (last: T) => unknown): Page<T> {
  const items = rows.slice(0, sizeMax);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > sizeMax && last !== undefined ? encodeCursor(cursorOf(last)) : undefined,
  };
}
