import { describe, expect, test } from "vitest";
import { COMMANDS } from "@/scripts/_events/commands";
import { MANUAL } from "@/scripts/_events/manual";
import { readCall } from "@/scripts/_events/read-call";
import { EVENTS } from "@/server/gateway/events-registry";
import { assertPresent } from "@/server/primitives/assert";

const helpOf = (...args: string[]) => {
  const asked = readCall(args);
  return "help" in asked ? asked.help : "";
};
const refusalOf = (...args: string[]) => {
  const asked = readCall(args);
  return "refused" in asked ? asked.refused : "";
};

test.each([["--help"], ["help"]])("%s lists every command", (asked) => {
  for (const name of Object.keys(COMMANDS)) expect(helpOf(asked)).toMatch(new RegExp(`^  ${name}\\b`, "m"));
});

describe.each(Object.keys(COMMANDS))("%s", (name) => {
  const text = assertPresent(MANUAL[name], `the text of ${name}`);

  test("says what it takes, what it changes and an example, however it is asked", () => {
    const help = helpOf(name, "--help");
    expect(help).toContain(`Usage: npm run events -- ${name}`);
    expect(help).toMatch(/^Changes: .+\.$/m);
    for (const option of Object.keys(text.options)) expect(help).toContain(`  --${option}`);
    for (const example of text.examples) expect(help).toContain(`  npm run events -- ${example}`);
    expect(helpOf("help", name)).toBe(help);
    expect(helpOf("--help", name)).toBe(help);
  });

  test("takes its own examples, and refuses in one sentence what it does not know", () => {
    for (const example of text.examples) {
      // As a shell splits it.
      const args = (example.match(/'[^']*'|\S+/g) ?? []).map((part) => part.replaceAll("'", ""));
      expect(readCall(args)).toMatchObject({ command: COMMANDS[name] });
    }
    const subject = text.subject ? ["x"] : [];
    for (const args of [["--nonsense"], ["--nonsense=1"], ["-q"], ["surplus"]])
      expect(refusalOf(name, ...subject, ...args)).toMatch(/^"\w+" takes no (option|argument) [^.]+\.$/);
  });
});

test.each([
  [[], /^No command is given/],
  [["nonsense"], /^There is no command "nonsense"/],
  [["toString"], /^There is no command "toString"/],
  [["lag", "--consumer", "x"], /^"lag" takes no option --consumer/],
  [["list", "--limit"], /^--limit needs a value/],
  [["list", "--limit", "--json"], /^--limit needs a value/],
  [["replay", "--all=yes"], /^--all takes no value/],
  [["show"], /^"show" needs EVENT/],
])("%j is refused", (args, sentence) => {
  expect(refusalOf(...args)).toMatch(sentence);
});

test("values reach the command; the examples name what there is", () => {
  expect(readCall(["list", "--type", "a.b", "--limit=5", "--json"])).toMatchObject({
    options: { type: "a.b", limit: 5, all: false, "compare-only": false },
    json: true,
  });
  expect(readCall(["rebuild", "analytics", "--compare-only"])).toMatchObject({
    subject: "analytics",
    options: { limit: 20, "compare-only": true },
    json: false,
  });
  expect(EVENTS.map((event) => event.type)).toContain("booking.confirmed");
});
