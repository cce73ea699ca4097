/**
 * Passwords: argon2id with 19,456 KiB, two passes and one lane (OWASP's first choice), as a PHC string that carries its
 * own parameters. About 20 ms of one core each, off the main thread.
 */
import { type Algorithm, hash, verify } from "@node-rs/argon2";

// The enum is ambient and const, so the build that erases types needs its value: 2 is argon2id.
const ARGON2ID = 2 as Algorithm.Argon2id;
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/** False for a wrong password and for a hash that is none. */
export async function verifyPassword(hashed: string, password: string): Promise<boolean> {
  if (!hashed.startsWith("$argon2id$")) return false;
  return verify(hashed, password);
}
