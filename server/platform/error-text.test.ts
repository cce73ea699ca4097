import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, it } from "vitest";
import { withoutParameters } from "@/server/platform/error-text";

it("keeps a failed statement and drops what was asked with it", () => {
  const error = new DrizzleQueryError(
    "select 1 where token = $1",
    ["a\nsecret\na-session-token"],
    new Error("no such column"),
  );
  expect(error.message).toContain("a-session-token");
  expect(withoutParameters(error.message)).toContain("select 1 where token = $1");
  expect(withoutParameters(error.message)).not.toContain("a-session-token");
  expect(withoutParameters(error.stack ?? "")).not.toContain("a-session-token");
});
