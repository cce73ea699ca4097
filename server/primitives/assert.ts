/** A condition that can only be false through a mistake in our own code. */
export class AssertionBug extends Error {
  override readonly name = "AssertionBug";
}

/** Throws a bug when `condition` does not hold. It ends the request, not the process. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionBug(message);
}

/** The value, or a bug when it is missing. For values that an earlier step guarantees. */
export function assertPresent<T>(value: T | null | undefined, what: string): T {
  assert(value !== null && value !== undefined, `${what} is missing`);
  return value;
}
