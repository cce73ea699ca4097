/**
 * What a statement does and to what, as OpenTelemetry's conventions for databases want it summed up
 * (`db.query.summary`): operations and their targets in the sequence of the text, `INSERT bookings SELECT listings`. Nothing
 * of its values is in it, so that statements of one kind have one summary.
 */

export interface StatementSummary {
  readonly summary: string;
  /** The one operation of a statement that has no other. */
  readonly operation: string | undefined;
  /** The one table or view that such an operation is about. */
  readonly collection: string | undefined;
  /** The one function, where it is one. */
  readonly procedure: string | undefined;
}

/** The conventions' own bound. */
const SUMMARY_CHARS_MAX = 255;
/** Only the beginning of a very long statement is read. */
const TEXT_CHARS_MAX = 20_000;

const TOKENS =
  /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|(?:"(?:[^"]|"")*"|[a-z_]\w*)(?:\.(?:"(?:[^"]|"")*"|[a-z_]\w*))*|[(),]/gi;
const OPERATIONS = new Set(["select", "insert", "update", "delete", "merge"]);
/** `for update`, `for no key update` and `on conflict do update` are parts of another operation. */
const BEFORE_NO_OPERATION = new Set(["for", "key", "do"]);
/** `extract(epoch from x)` names no table. */
const CALLS_WITH_FROM = new Set(["extract", "substring", "trim", "overlay"]);
const FILLERS = new Set(["only", "lateral"]);
/** What makes rows of a parameter is no target. */
const ROW_MAKERS = /^(unnest|generate_series|generate_subscripts|jsonb?_|regexp_|string_to_table|values$)/;
/** `select hold_stay(…)` is about that function: the market's own have an underscore, most of the database's have none. */
const OWN_FUNCTION = /^(?!jsonb?_|array_|string_|row_|date_|make_|regexp_)[a-z]+_\w+$/;

export function summariseStatement(text: string): StatementSummary {
  const tokens = tokensOf(text);
  const first = tokens[0] ?? "";
  if (!OPERATIONS.has(first) && first !== "with") {
    const operation = first.toUpperCase() || "STATEMENT";
    return { summary: operation, operation, collection: undefined, procedure: undefined };
  }
  const words = wordsOf(tokens, partNamesOf(tokens));
  const [operation, ...others] = words.filter((word) => word.kind === "operation");
  const targets = words.filter((word) => word.kind !== "operation");
  const isAlone = others.length === 0 && new Set(targets.map((word) => word.text)).size === 1;
  const target = isAlone ? targets[0] : undefined;
  return {
    summary: joined(words.map((word) => word.text)),
    operation: others.length === 0 ? operation?.text : undefined,
    collection: target?.kind === "collection" ? target.text : undefined,
    procedure: target?.kind === "procedure" ? target.text : undefined,
  };
}

/** Words in lower case, names without their quotes (a quoted name keeps one in front, so that it is no keyword). */
function tokensOf(text: string): string[] {
  const found = text.slice(0, TEXT_CHARS_MAX).match(TOKENS) ?? [];
  return found
    .filter((token) => !/^('|--|\/\*)/.test(token))
    .map((token) => (token.startsWith('"') ? token : token.toLowerCase()));
}

/** The names that `with x as (…)` gives to parts of the statement. */
function partNamesOf(tokens: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (token !== "as") continue;
    const opens = tokens
      .slice(index + 1, index + 4)
      .find((next) => next !== "not" && next !== "materialized");
    const before = tokens[index - 2];
    if (opens === "(" && (before === "with" || before === "recursive" || before === ","))
      names.add(tokens[index - 1] ?? "");
  }
  return names;
}

interface Word {
  readonly text: string;
  readonly kind: "operation" | "collection" | "procedure";
}

function wordsOf(tokens: readonly string[], partNames: ReadonlySet<string>): Word[] {
  const words: Word[] = [];
  const calls: (string | undefined)[] = [];
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    if (token === "(") calls.push(before);
    else if (token === ")") calls.pop();
    else if (OPERATIONS.has(token) && !BEFORE_NO_OPERATION.has(before ?? ""))
      words.push({ text: token.toUpperCase(), kind: "operation" });
    if (!leadsToTarget(token, before, calls.at(-1))) continue;
    const target = targetAfter(tokens, index);
    if (target && !partNames.has(target.text))
      words.push({ ...target, text: target.text.replaceAll('"', "") });
  }
  return words;
}

function leadsToTarget(token: string, before: string | undefined, call: string | undefined): boolean {
  if (token === "from") return before !== "distinct" && !CALLS_WITH_FROM.has(call ?? "");
  if (token === "update") return !BEFORE_NO_OPERATION.has(before ?? "");
  return token === "join" || token === "into" || token === "select";
}

function targetAfter(tokens: readonly string[], index: number): Word | undefined {
  const at = FILLERS.has(tokens[index + 1] ?? "") ? index + 2 : index + 1;
  const text = tokens[at];
  if (text === undefined || /^[(),]$/.test(text)) return undefined;
  // `insert into x (a, b)` calls nothing.
  const isCall = tokens[at + 1] === "(" && tokens[index] !== "into";
  if (tokens[index] === "select")
    return isCall && OWN_FUNCTION.test(text) ? { text, kind: "procedure" } : undefined;
  if (isCall) return ROW_MAKERS.test(text) ? undefined : { text, kind: "procedure" };
  return { text, kind: "collection" };
}

function joined(words: readonly string[]): string {
  const whole = words.join(" ");
  if (whole.length <= SUMMARY_CHARS_MAX) return whole;
  return whole.slice(0, whole.lastIndexOf(" ", SUMMARY_CHARS_MAX));
}
