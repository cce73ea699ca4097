/** Reads the arguments of `npm run events`: what is asked for, or why it is refused in one sentence. */
import { parseArgs } from "node:util";
import { type Call, COMMANDS, type Command } from "@/scripts/_events/commands";
import {
  type CommandText,
  commandText,
  MANUAL,
  OPTIONS,
  type OptionName,
  programText,
} from "@/scripts/_events/manual";

export type Asked =
  | { readonly help: string }
  | { readonly refused: string }
  | {
      readonly command: Command;
      readonly subject: string | undefined;
      readonly options: Call["options"];
      readonly json: boolean;
    };

const HINT = "npm run events -- --help lists them";
const LIMIT_DEFAULT = 20;
/** Every command takes these. */
const SWITCHES = ["json", "help"];

const OPTION_TYPES = Object.fromEntries([
  ...Object.entries(OPTIONS).map(([name, value]) => [name, { type: value ? "string" : "boolean" }] as const),
  ...SWITCHES.map((name) => [name, { type: "boolean" }] as const),
]);

type Tokens = NonNullable<ReturnType<typeof parseArgs>["tokens"]>;

export function readCall(args: readonly string[]): Asked {
  // Not strict: its own sentences know nothing of commands.
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: OPTION_TYPES,
  });
  const isHelp = positionals[0] === "help" || values.help === true;
  const [name, ...rest] = positionals[0] === "help" ? positionals.slice(1) : positionals;
  if (name === undefined)
    return isHelp ? { help: programText() } : { refused: `No command is given: ${HINT}.` };
  const command = entryOf(COMMANDS, name);
  const text = entryOf(MANUAL, name);
  if (!command || !text) return { refused: `There is no command "${name}": ${HINT}.` };
  if (isHelp) return { help: commandText(name, text) };
  const why = whyNotCall(name, text, rest, tokens);
  if (why !== undefined) return { refused: why };
  const { json, limit, all, "compare-only": compareOnly, ...others } = values;
  return {
    command,
    subject: rest[0],
    options: {
      ...(others as Partial<Record<OptionName, string>>),
      limit: limit === undefined ? LIMIT_DEFAULT : Number(limit),
      all: all === true,
      "compare-only": compareOnly === true,
    },
    json: json === true,
  };
}

function entryOf<Entry>(entries: Readonly<Record<string, Entry>>, name: string): Entry | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}

function whyNotCall(
  name: string,
  text: CommandText,
  rest: readonly string[],
  tokens: Tokens,
): string | undefined {
  const hint = `npm run events -- ${name} --help says what it takes`;
  const { subject } = text;
  const surplus = rest[subject ? 1 : 0];
  if (surplus !== undefined) return `"${name}" takes no argument "${surplus}": ${hint}.`;
  if (subject && rest.length === 0) return `"${name}" needs ${subject.name}, ${subject.about}: ${hint}.`;
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const isTaken = SWITCHES.includes(token.name) || Object.hasOwn(text.options, token.name);
    if (!isTaken) return `"${name}" takes no option ${token.rawName}: ${hint}.`;
    const takesValue = OPTION_TYPES[token.name]?.type === "string";
    // `--limit --json` gives no value, `--reason=--x` gives one.
    const isValue = (token.value ?? "") !== "" && (token.inlineValue || !token.value?.startsWith("--"));
    if (takesValue && !isValue) return `${token.rawName} needs a value: ${hint}.`;
    if (!takesValue && token.value !== undefined) return `${token.rawName} takes no value: ${hint}.`;
  }
  return undefined;
}
