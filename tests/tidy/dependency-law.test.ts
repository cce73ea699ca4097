/** The dependency law holds in the tree, and every rule of it bites on a seeded violation. */
import path from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { describe, expect, test } from "vitest";
import config from "../../.dependency-cruiser.mjs";

const SEEDED: Readonly<Record<string, string>> = {
  "primitives-import-nothing": "server/primitives/up.ts",
  "platform-below-events": "server/platform/up.ts",
  "events-below-trpc": "server/events/up.ts",
  "trpc-below-modules": "server/trpc/up.ts",
  "modules-below-gateway": "server/modules/accounts/up.ts",
  "gateway-below-app": "server/gateway/up.ts",
  "app-has-no-sql": "app/sql.ts",
  "modules-import-no-driver": "server/modules/listings/driver.ts",
  "modules-import-no-node-builtin": "server/modules/listings/builtin.ts",
  "rules-import-no-package": "server/modules/listings/rules.ts",
  "router-not-to-store": "server/modules/listings/router.ts",
  "foreign-stores-are-private": "server/modules/listings/foreign-store.ts",
  "foreign-tables-are-private": "server/modules/listings/foreign-tables.ts",
  "module-sequence-listings": "server/modules/listings/later-module.ts",
  "no-cycles": "server/platform/cycle-a.ts",
};

async function violationsIn(folders: string[]): Promise<{ rule: string; from: string }[]> {
  const ruleSet = { forbidden: config.forbidden };
  const tsConfig = extractTSConfig(path.resolve("tsconfig.json"));
  const result = await cruise(folders, { ...config.options, ruleSet, validate: true }, {}, { tsConfig });
  const output: ICruiseResult | string = result.output;
  if (typeof output === "string") throw new Error(output);
  return output.summary.violations.map((violation) => ({ rule: violation.rule.name, from: violation.from }));
}

describe("the dependency law", async () => {
  const seeded = await violationsIn(["tests/tidy/seeded"]);

  test.each(Object.entries(SEEDED))("%s bites", (rule, file) => {
    expect(seeded).toContainEqual({ rule, from: `tests/tidy/seeded/${file}` });
  });

  test("holds in the tree", async () => {
    expect(await violationsIn(["app", "server", "emails"])).toEqual([]);
  }, 120_000);
});
