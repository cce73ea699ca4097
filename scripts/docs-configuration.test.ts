import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { renderConfiguration } from "@/scripts/docs-configuration";
import { entries } from "@/server/platform/env-entries";

test("docs/configuration.md says what the environment's contract says", async () => {
  const written = await readFile(path.join(import.meta.dirname, "..", "docs", "configuration.md"), "utf8");
  expect(written).toBe(renderConfiguration());
});

test("every entry is documented with a purpose and a unit", () => {
  const rendered = renderConfiguration();
  for (const [name, entry] of Object.entries(entries)) {
    expect(rendered).toContain(`\`${name}\``);
    expect(entry.purpose.endsWith("."), `${name}'s purpose ends as a sentence`).toBe(true);
    expect(entry.unit).not.toBe("");
  }
});
