import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import { en } from "@/app/_messages/en";

it("a count that is a least says so, and an exact one does not", () => {
  const t = createTranslator({ locale: "en", messages: en, namespace: "search" });
  expect(t("countIn", { count: 2_501, least: "true", place: "Albany" })).toBe(
    "At least 2,501 homes in Albany",
  );
  expect(t("countIn", { count: 12, least: "false", place: "Albany" })).toBe("12 homes in Albany");
  expect(t("count", { count: 0, least: "false" })).toBe("No homes");
  expect(t("pages.of", { count: "2,501", least: "true" })).toBe("At least 2,501");
  expect(t("pages.of", { count: "12", least: "false" })).toBe("12 in all");
});

it("the filters' button and counts say so too", () => {
  const t = createTranslator({ locale: "en", messages: en, namespace: "search.filters" });
  expect(t("show", { count: 2_501, least: "true" })).toBe("Show at least 2,501 homes");
  expect(t("show", { count: 37, least: "false" })).toBe("Show 37 homes");
  expect(t("show", { count: 0, least: "false" })).toBe("No homes fit");
  expect(t("homes", { count: 9, least: "true" })).toBe("9+ homes");
  expect(t("homes", { count: 1, least: "false" })).toBe("1 home");
});
