import { existsSync } from "node:fs";
import path from "node:path";
import { ROOT } from "@/scripts/_market/root";

/** Reads `.env.local` and `.env` in the root folder, as Next does, so that every process sees the same entries. */
export function readDotenvFiles(): void {
  for (const name of [".env.local", ".env"]) {
    const file = path.join(ROOT, name);
    // An entry that is already set wins over the files, and the first file over the second.
    if (existsSync(file)) process.loadEnvFile(file);
  }
}
