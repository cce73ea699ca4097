import { z } from "zod";

/**
 * Every environment entry Roost reads, with what it is for. docs/configuration.md is generated from this list.
 *
 * `presence` says what an absent entry means: `defaulted` takes its default, `optional` reads as undefined, and `needed`
 * has no default anywhere but in the local set-up (`npm start` fills it in), so reading it while absent is refused.
 */
export type Presence = "defaulted" | "optional" | "needed";
export type Entry<Contract extends z.ZodType = z.ZodType, P extends Presence = Presence> = {
  readonly contract: Contract;
  readonly presence: P;
  /** The default as it would be written in the environment, or in words where `npm start` provides it. */
  readonly default: string;
  readonly purpose: string;
  /** What the value is: a number's unit, or the form of a text. */
  readonly unit: string;
};

type Words = { purpose: string; unit: string };
const defaulted = <C extends z.ZodType>(contract: C, value: string, words: Words): Entry<C, "defaulted"> => ({
  contract,
  presence: "defaulted",
  default: value,
  ...words,
});
const optional = <C extends z.ZodType>(contract: C, absent: string, words: Words): Entry<C, "optional"> => ({
  contract,
  presence: "optional",
  default: absent,
  ...words,
});
const needed = <C extends z.ZodType>(contract: C, local: string, words: Words): Entry<C, "needed"> => ({
  contract,
  presence: "needed",
  default: local,
  ...words,
});

/** 32 characters of base64url or hex carry well over 128 bits; shorter secrets are refused, not warned about. */
const SECRET_LENGTH_MIN = 32;
const PORT_MAX = 65_535;
const POOL_MAX_LIMIT = 500;

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`);
const oneOf = <const Choices extends readonly [string, ...string[]]>(choices: Choices) =>
  z.enum(choices, `must be one of ${choices.join(", ")}`);
const url = (schemes: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)),
      `must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}`,
    );
const webOrigin = url(["http", "https"]).transform((text) => text.replace(/\/+$/, ""));
const postgresUrl = url(["postgres", "postgresql"]);
const secret = z
  .string()
  .min(SECRET_LENGTH_MIN, `must be a random text of at least ${SECRET_LENGTH_MIN} characters`);
const startingWith = (...prefixes: [string, ...string[]]) =>
  z
    .string()
    .refine(
      (text) => prefixes.some((prefix) => text.startsWith(prefix)),
      `must begin with ${prefixes.join(" or ")}`,
    );
const text = z.string().min(1, "must not be empty");
const headerList = z.string().transform((list, ctx): Readonly<Record<string, string>> => {
  const pairs = list.split(",").map((part) => /^\s*([!#$%&'*+.^_`|~\w-]+)\s*=\s*(\S+)\s*$/.exec(part));
  if (pairs.every((pair) => pair !== null))
    return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, decodeURIComponent(value)]));
  ctx.addIssue({ code: "custom", message: "must be a comma-separated list of name=value" });
  return z.NEVER;
});
const networks = z
  .string()
  .transform((list) => list.split(",").map((part) => part.trim()))
  .refine(
    (parts) => parts.every((part) => /^[0-9a-fA-F.:]+(?:\/\d{1,3})?$/.test(part)),
    "must be a comma-separated list of IP addresses or networks",
  );

const hostPorts = z
  .string()
  .transform((list) =>
    list
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  )
  .refine(
    (parts) => parts.length > 0 && parts.every((part) => /^(?:[\w.-]+|\[[\da-fA-F:]+\]):\d{1,5}$/.test(part)),
    "must be a comma-separated list of host:port",
  );
const topicPrefix = z
  .string()
  .regex(/^[\w.-]{1,100}$/, "must be made of letters, digits, dots, underscores and hyphens");

export const STAND_INS = ["postgres", "payments", "blob", "mail"] as const;
export type StandIn = (typeof STAND_INS)[number];
const standIns = z.string().transform((list, ctx): ReadonlySet<StandIn> => {
  const chosen = new Set<StandIn>();
  for (const name of list.split(",").map((part) => part.trim())) {
    const known = STAND_INS.find((standIn) => standIn === name);
    if (known) chosen.add(known);
    else if (name !== "") {
      ctx.addIssue({ code: "custom", message: `must be a comma-separated list of ${STAND_INS.join(", ")}` });
      return z.NEVER;
    }
  }
  return chosen;
});

export const entries = {
  NODE_ENV: defaulted(oneOf(["development", "production", "test"]), "development", {
    purpose: "Which build of the libraries runs; `npm start` sets production, `npm run dev` development.",
    unit: "development, production or test",
  }),
  PORT: defaulted(wholeNumber(1, PORT_MAX), "3000", {
    purpose: "Where the market serves.",
    unit: "TCP port",
  }),
  HOST: defaulted(text, "127.0.0.1", {
    purpose: "The address `npm start` binds the web server to; 0.0.0.0 opens it to the network.",
    unit: "IP address or host name",
  }),
  APP_URL: defaulted(webOrigin, "http://localhost:PORT", {
    purpose: "The market's public address, used in mails, payment returns, calendar links and origin checks.",
    unit: "URL without a trailing slash",
  }),
  TRUSTED_PROXIES: optional(networks, "nobody's X-Forwarded-For is believed", {
    purpose:
      "The reverse proxies in front of the market. A client's address is the last one in X-Forwarded-For that is none of them.",
    unit: "comma-separated IP addresses or networks, e.g. 10.0.0.0/8",
  }),
  ROOST_DATA_DIR: defaulted(text, ".roost", {
    purpose: "Where the embedded database, local files, generated secrets and logs are kept.",
    unit: "folder",
  }),
  ROOST_STAND_INS: defaulted(standIns, "", {
    purpose:
      "Which services are the local ones; `npm start` sets it. Refused in a cloud deployment. The /dev pages exist only while it names something.",
    unit: `comma-separated list of ${STAND_INS.join(", ")}`,
  }),
  VERCEL: optional(text, "not in a Vercel deployment", {
    purpose: "Set by Vercel; marks a cloud deployment, in which stand-ins are refused.",
    unit: "flag",
  }),
  LOG_LEVEL: defaulted(oneOf(["silent", "fatal", "error", "warn", "info", "debug", "trace"]), "info", {
    purpose: "The least severe log line that is written.",
    unit: "pino level",
  }),

  DATABASE_URL: needed(postgresUrl, "the embedded PostgreSQL", {
    purpose:
      "The market's database. May be a pooled connection in transaction mode. When absent, `npm start` runs the embedded PostgreSQL.",
    unit: "postgres:// URL",
  }),
  DATABASE_DIRECT_URL: optional(postgresUrl, "DATABASE_URL", {
    purpose: "A direct (unpooled) connection to the same database: migrations and LISTEN use it.",
    unit: "postgres:// URL",
  }),
  DATABASE_POOL_MAX: defaulted(wholeNumber(1, POOL_MAX_LIMIT), "10", {
    purpose: "The most database connections that one process opens.",
    unit: "connections",
  }),
  DATABASE_HTTP_ENDPOINT: optional(url(["http", "https"]), "Neon's own address, derived from DATABASE_URL", {
    purpose:
      "Where the Neon HTTP driver (edge runtime) sends its queries when the database is not Neon's; `npm start` sets it.",
    unit: "URL ending in /sql",
  }),
  DATABASE_WS_PROXY: optional(text, "TCP through pg", {
    purpose:
      "A WebSocket-to-TCP proxy to the database for the Neon WebSocket driver, for hosts that cannot open TCP connections.",
    unit: "host:port/path, without a scheme",
  }),
  ANALYTICS_DATABASE_URL: optional(postgresUrl, "schema analytics in DATABASE_URL", {
    purpose:
      "Where analytics facts and rollups go, when they are to live in a database of their own; `npm run migrate` makes its tables.",
    unit: "postgres:// URL",
  }),
  CLICKHOUSE_URL: optional(url(["http", "https"]), "facts are in PostgreSQL alone", {
    purpose:
      "A ClickHouse that gets every analytics fact as well, for markets whose reports outgrow PostgreSQL.",
    unit: "http(s)://user:password@host:port/database",
  }),

  AUTH_SECRET: needed(secret, "generated once into the data folder", {
    purpose: "Signs sessions and encrypts two-factor secrets.",
    unit: `secret, at least ${SECRET_LENGTH_MIN} characters`,
  }),
  QUOTE_SECRET: needed(secret, "generated once into the data folder", {
    purpose: "Signs quotes, so that a price shown is the price charged without a database row.",
    unit: `secret, at least ${SECRET_LENGTH_MIN} characters`,
  }),
  CRON_SECRET: needed(secret, "generated once into the data folder", {
    purpose: "The bearer token that /api/cron and /api/queue ask for.",
    unit: `secret, at least ${SECRET_LENGTH_MIN} characters`,
  }),
  QSTASH_CURRENT_SIGNING_KEY: optional(secret, "pushes of QStash are refused", {
    purpose:
      "Verifies pushes of Upstash QStash to /api/queue. The two QSTASH keys are set together or not at all.",
    unit: "QStash signing key",
  }),
  QSTASH_NEXT_SIGNING_KEY: optional(secret, "pushes of QStash are refused", {
    purpose: "The key that QStash signs with after the next rotation.",
    unit: "QStash signing key",
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(webOrigin, "spans are not exported", {
    purpose: "Where OpenTelemetry spans are sent over OTLP/HTTP, at /v1/traces below it.",
    unit: "URL without a path",
  }),
  OTEL_EXPORTER_OTLP_HEADERS: optional(headerList, "no headers", {
    purpose: "Headers that the collector asks for, such as a key.",
    unit: "comma-separated name=value, values percent-encoded",
  }),
  OTEL_SERVICE_NAME: defaulted(text, "roost", {
    purpose: "The name under which this market's spans are kept.",
    unit: "text",
  }),
  WEBHOOK_PRIVATE_NETWORKS: optional(networks, "webhooks go to public addresses alone", {
    purpose:
      "Private networks that outgoing webhooks may go to, for integrations in the market's own network.",
    unit: "comma-separated IP addresses or networks, e.g. 10.20.0.0/16",
  }),
  METRICS_TOKEN: optional(secret, "/api/metrics refuses everybody; generated in the local set-up", {
    purpose: "The bearer token that /api/metrics asks for.",
    unit: `secret, at least ${SECRET_LENGTH_MIN} characters`,
  }),

  STRIPE_SECRET_KEY: needed(startingWith("sk_", "rk_"), "the payment sandbox's", {
    purpose: "The payment gateway's server key. The three STRIPE keys are set together or not at all.",
    unit: "Stripe secret or restricted key",
  }),
  STRIPE_PUBLISHABLE_KEY: needed(startingWith("pk_"), "the payment sandbox's", {
    purpose: "The payment gateway's key for browsers and apps.",
    unit: "Stripe publishable key",
  }),
  STRIPE_WEBHOOK_SECRET: needed(startingWith("whsec_"), "the payment sandbox's", {
    purpose: "Verifies that a webhook came from the payment gateway.",
    unit: "Stripe signing secret",
  }),
  STRIPE_API_BASE: defaulted(webOrigin, "https://api.stripe.com", {
    purpose: "Where the payment gateway's API answers; the local set-up points it at the payment sandbox.",
    unit: "URL without a path",
  }),

  BLOB_READ_WRITE_TOKEN: needed(startingWith("vercel_blob_rw_"), "the local blob server's", {
    purpose: "Access to the blob store that keeps photos and model artefacts.",
    unit: "Vercel Blob token",
  }),
  VERCEL_BLOB_API_URL: optional(webOrigin, "Vercel's own address", {
    purpose: "Where the blob API answers; set together with BLOB_PUBLIC_BASE or not at all.",
    unit: "URL",
  }),
  BLOB_PUBLIC_BASE: optional(webOrigin, "the store's public address at Vercel", {
    purpose: "Where stored files are read from; the server accepts file addresses below it alone.",
    unit: "URL without a trailing slash",
  }),

  SMTP_URL: needed(url(["smtp", "smtps"]), "the local mailbox", {
    purpose: "The server that sends mail.",
    unit: "smtp:// or smtps:// URL with user name and password",
  }),
  MAIL_FROM: defaulted(text, "Roost <stays@roost.example>", {
    purpose: "The sender of every mail.",
    unit: "address, optionally with a name",
  }),

  MAILBOX_URL: optional(webOrigin, "there is no local mailbox", {
    purpose:
      "Where the local mailbox lists the mail it caught, its key included; `npm start` sets it together with SMTP_URL.",
    unit: "URL",
  }),

  KAFKA_BROKERS: optional(hostPorts, "the event log is the database", {
    purpose:
      "Kafka as the event log: any cluster that speaks its protocol. The other KAFKA entries count only beside it. A market that has run without is moved by `npm start`, or by `npm run events -- move --to kafka`.",
    unit: "comma-separated host:port",
  }),
  KAFKA_USERNAME: optional(text, "no sign-in", {
    purpose: "The SASL user name, as a hosted cluster hands it out; set together with KAFKA_PASSWORD.",
    unit: "text",
  }),
  KAFKA_PASSWORD: optional(text, "no sign-in", { purpose: "The SASL password.", unit: "secret" }),
  KAFKA_MECHANISM: defaulted(oneOf(["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"]), "SCRAM-SHA-512", {
    purpose: "How the user name and password are shown to the cluster.",
    unit: "SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN",
  }),
  KAFKA_TLS_CA: optional(text, "with a user name `system`, without one `off`", {
    purpose:
      "Who has to have signed the brokers' certificates: an authority of the cluster's own, `system` for those that Node knows, `off` for a connection without TLS inside a private network.",
    unit: "PEM text (`\\n` for its line ends is understood), a PEM file, `system` or `off`",
  }),
  KAFKA_TOPIC_PREFIX: defaulted(topicPrefix, "roost.", {
    purpose:
      "What the names of the market's topics begin with: each market on a cluster has its own, and so has one that was restored from a backup.",
    unit: "letters, digits, dots, underscores and hyphens",
  }),

  MAP_STYLE_URL: optional(url(["http", "https"]), "the map that comes with Roost", {
    purpose: "A MapLibre style for the maps.",
    unit: "URL of a style JSON",
  }),
} as const;

export type Entries = typeof entries;
export type EntryName = keyof Entries;
