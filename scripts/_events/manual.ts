/** What `npm run events` says of itself: each command with its arguments, what it changes and an example. */

/** The options there are; those with a name for their value take one. */
export const OPTIONS = {
  topic: "TOPIC",
  type: "TYPE",
  key: "KEY",
  limit: "N",
  consumer: "CONSUMER",
  event: "EVENT",
  reason: "TEXT",
  to: "ENGINE",
  all: undefined,
  "compare-only": undefined,
} as const;
export type OptionName = keyof typeof OPTIONS;

export interface CommandText {
  readonly about: string;
  /** What stands behind the command's name, and has to. */
  readonly subject?: { readonly name: string; readonly about: string };
  readonly options: Readonly<Partial<Record<OptionName, string>>>;
  readonly changes: string;
  readonly examples: readonly string[];
}

const NOTHING = "Nothing.";
const FILTER = {
  topic: "only events of this topic: bookings, payments …",
  type: "only events of this type: booking.confirmed",
  key: "only events of this key: the id of a booking, listing or person",
};
const LIMIT = "how many at most, 1 to 1,000 (default 20)";
const CONSUMER = "the consumer's whole name, as `lag` lists it";

export const MANUAL: Readonly<Record<string, CommandText>> = {
  list: {
    about: "latest events, the newest last",
    options: { ...FILTER, limit: LIMIT },
    changes: NOTHING,
    examples: ["list --type booking.confirmed --limit 5"],
  },
  show: {
    about: "one event with its payload, and how each consumer stands towards it",
    subject: { name: "EVENT", about: "the event's id: event_01h…" },
    options: {},
    changes: NOTHING,
    examples: ["show event_01h2xcejqtf2nbrexx3vqjhp41"],
  },
  tail: {
    about: "new events as they are written, until Ctrl-C",
    options: FILTER,
    changes: NOTHING,
    examples: ["tail --topic bookings --json"],
  },
  lag: {
    about: "every consumer: what waits, how old it is, what failed; and what the relay has not placed",
    options: {},
    changes: "A consumer that is new to the market gets its row, at the beginning of the log.",
    examples: ["lag --json"],
  },
  dead: {
    about: "events that a consumer gave up on",
    options: { limit: LIMIT },
    changes: NOTHING,
    examples: ["dead"],
  },
  replay: {
    about:
      "lets a consumer handle dead events again, each key in its sequence; takes one of --event, --key and --all",
    options: {
      consumer: CONSUMER,
      event: "this one event",
      key: "all dead events of this key",
      all: "all dead events of the consumer",
      reason: "why, kept with the events",
    },
    changes:
      "The events wait for the consumer as new ones do, with a full set of tries; what they cause happens then.",
    examples: [
      "replay --consumer notifications.email-guest-on-booking-confirmed --all --reason 'mail is back'",
      "replay --consumer search.refresh-documents --key listing_01h2xcejqtf2nbrexx3vqjhp41",
    ],
  },
  drop: {
    about: "gives a dead event up for good",
    options: {
      consumer: CONSUMER,
      event: "the event's id",
      reason: "why, kept with the event; it has to be said",
    },
    changes: "The consumer never handles the event, and goes on with what waits behind it in its key.",
    examples: [
      "drop --consumer notifications.email-guest-on-booking-confirmed --event event_01h2xcejqtf2nbrexx3vqjhp41 --reason 'told by phone'",
    ],
  },
  pause: {
    about: "lets a consumer stand still",
    options: { consumer: CONSUMER },
    changes: "The consumer handles nothing until `resume`; its events wait, and its lag grows.",
    examples: ["pause --consumer analytics.record-facts"],
  },
  resume: {
    about: "lets a paused consumer go on from where it stands",
    options: { consumer: CONSUMER },
    changes: "The consumer handles what has waited.",
    examples: ["resume --consumer analytics.record-facts"],
  },
  topics: {
    about: "makes the market's topics on the cluster that KAFKA_BROKERS names, or says how they differ",
    options: {},
    changes: "Topics that are missing are made on the cluster; one that is there is left as it is.",
    examples: ["topics"],
  },
  move: {
    about: "lets consumers read from another engine while everything goes on",
    options: { to: "kafka or postgres" },
    changes:
      "To kafka: events are copied to the cluster, then consumers read there. To postgres: they read from the database again at once.",
    examples: ["move --to kafka", "move --to postgres"],
  },
  rebuild: {
    about: "makes a store of facts afresh from the whole log and compares it with the live one",
    subject: { name: "STORE", about: "analytics, or clickhouse (where CLICKHOUSE_URL names one)" },
    options: { "compare-only": "compare, and leave the live store in place" },
    changes:
      "The new store takes the place of the live one; with --compare-only nothing. Ends with 1 where the two differ.",
    examples: ["rebuild analytics --compare-only", "rebuild clickhouse"],
  },
};

/** The text of the program as a whole. */
export function programText(): string {
  const lines = Object.entries(MANUAL).map(([name, { subject, about }]) =>
    line(subject ? `${name} ${subject.name}` : name, about),
  );
  return `Usage: npm run events -- COMMAND [options]

Looks into the event log of the market that runs on this machine (or of DATABASE_URL) and mends it.

${lines.join("\n")}

${line("COMMAND --help", "what a command takes, what it changes, and an example")}
${ALWAYS}
`;
}

const ALWAYS = [
  line("--json", "JSON in place of words; tail prints one object a line"),
  line("--help", "this text"),
].join("\n");

/** The text of one command. */
export function commandText(name: string, text: CommandText): string {
  const { subject, options, about, changes, examples } = text;
  const names = Object.entries(options) as [OptionName, string][];
  const takes = [
    ...(subject ? [line(subject.name, subject.about)] : []),
    ...names.map(([option, said]) => line([`--${option}`, OPTIONS[option] ?? ""].join(" ").trim(), said)),
    ALWAYS,
  ];
  const usage = [name, subject?.name, names.length > 0 ? "[options]" : undefined].filter(Boolean).join(" ");
  return `Usage: npm run events -- ${usage}

${about[0]?.toUpperCase()}${about.slice(1)}.

${takes.join("\n")}

Changes: ${changes}

${examples.map((example) => `  npm run events -- ${example}`).join("\n")}
`;
}

function line(name: string, about: string): string {
  return `  ${name.padEnd(22)}  ${about}`;
}
