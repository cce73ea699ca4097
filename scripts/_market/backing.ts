import path from "node:path";
import { type Child, startChild } from "@/scripts/_market/child";
import { type DataFolder, providePorts, provideSecrets } from "@/scripts/_market/data-folder";
import { webAddress } from "@/scripts/_market/web-address";
import { type Env, inheritedEnv } from "@/server/platform/env";
import type { StandIn } from "@/server/platform/env-entries";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/platform/local/postgres";
import type { ServicesPlan } from "@/server/platform/local/services";
import { StartRefusal } from "@/server/platform/local/start-refusal";

/** What a market stands on: its database and the services it talks to, real or local. */
export type Backing = {
  /** The environment of every process of the market. */
  readonly env: Readonly<Record<string, string>>;
  readonly embedded: boolean;
  /** Resolves with a sentence and the last log lines when one of its processes ends by itself. */
  readonly failed: Promise<string>;
  stop(): Promise<void>;
};

type Options = {
  readonly folder: DataFolder;
  readonly env: Env;
  readonly report: (line: string) => void;
  readonly mode: "production" | "development";
};

const STATE_DATABASE = "roost_local";
const PORT_NAMES = ["postgres", "neon", "payments", "blob", "smtp", "mailbox"] as const;
type Ports = Readonly<Record<(typeof PORT_NAMES)[number], number>>;

/**
 * Starts the embedded database and the local services for everything that the environment leaves open, and answers the
 * completed environment. The caller holds the data folder's lock.
 */
export async function startBacking(options: Options): Promise<Backing> {
  const { folder, env, report } = options;
  const ports = await providePorts(folder, PORT_NAMES);
  const secrets = await provideSecrets(folder);
  const postgres = env.isSet("DATABASE_URL") ? undefined : await startDatabase(folder, ports, report);
  const databaseUrl = postgres?.url ?? env.DATABASE_URL;
  const open = openServices(env, databaseUrl);
  const stateUrl = postgres?.urlOf(STATE_DATABASE) ?? databaseUrl;
  const plan = planServices(options, { open, ports, secrets, stateUrl, databaseUrl });
  let services: Child | undefined;
  try {
    services = await startLocalServices(plan, folder, report);
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
  return {
    env: { ...inheritedEnv(), ...completedEnv(options, ports, secrets, databaseUrl) },
    embedded: postgres !== undefined,
    failed: Promise.race([
      ...(postgres ? [postgres.failed.then((tail) => `The embedded PostgreSQL ended:\n${tail}`)] : []),
      services.exited.then(async () => `The local services ended:\n${await services.readTail()}`),
    ]),
    stop: async () => {
      await services.stop();
      await postgres?.stop();
    },
  };
}

async function startDatabase(
  folder: DataFolder,
  ports: Ports,
  report: (line: string) => void,
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({
    dataDir: folder.path,
    port: ports.postgres,
    report,
    databases: ["roost", STATE_DATABASE],
    logFile: path.join(folder.logs, "postgres.log"),
  });
  report(`embedded PostgreSQL on port ${postgres.port}`);
  return postgres;
}

type OpenService = "neon" | "payments" | "blob" | "mail";

/** The services that the environment does not configure. */
function openServices(env: Env, databaseUrl: string): ReadonlySet<OpenService> {
  const open = new Set<OpenService>();
  const isNeon = new URL(databaseUrl).hostname.endsWith(".neon.tech");
  if (!isNeon && !env.isSet("DATABASE_HTTP_ENDPOINT")) open.add("neon");
  if (!env.isSet("STRIPE_SECRET_KEY")) open.add("payments");
  if (!env.isSet("BLOB_READ_WRITE_TOKEN")) open.add("blob");
  if (!env.isSet("SMTP_URL")) open.add("mail");
  return open;
}

type Found = {
  readonly open: ReadonlySet<OpenService>;
  readonly ports: Ports;
  readonly secrets: Readonly<Record<string, string>>;
  readonly stateUrl: string;
  readonly databaseUrl: string;
};

function planServices({ folder, env }: Options, found: Found): ServicesPlan {
  const { open, ports, stateUrl, databaseUrl } = found;
  const secretOf = (name: string) => found.secrets[name] ?? "";
  const plan: ServicesPlan = { stateUrl };
  if (open.has("neon")) plan.neon = { port: ports.neon, databaseUrl };
  if (open.has("payments"))
    plan.payments = {
      port: ports.payments,
      secretKey: secretOf("STRIPE_SECRET_KEY"),
      publishableKey: secretOf("STRIPE_PUBLISHABLE_KEY"),
      webhookSecret: secretOf("STRIPE_WEBHOOK_SECRET"),
      webhookUrl: `${webAddress(env)}/api/webhooks/stripe`,
      pageBase: env.APP_URL,
    };
  if (open.has("blob"))
    plan.blob = {
      port: ports.blob,
      token: secretOf("BLOB_READ_WRITE_TOKEN"),
      folder: path.join(folder.path, "blob"),
    };
  if (open.has("mail"))
    plan.mailbox = { smtpPort: ports.smtp, httpPort: ports.mailbox, password: secretOf("MAILBOX_PASSWORD") };
  return plan;
}

/** What the environment leaves open, as entries: secrets made for this data folder and addresses of what runs here. */
function completedEnv(
  { folder, env, mode }: Options,
  ports: Ports,
  secrets: Readonly<Record<string, string>>,
  databaseUrl: string,
): Record<string, string> {
  const open = openServices(env, databaseUrl);
  const local = (port: number) => `http://127.0.0.1:${port}`;
  const secretOf = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, secrets[name] ?? ""]));
  const own = (["AUTH_SECRET", "QUOTE_SECRET", "CRON_SECRET", "METRICS_TOKEN"] as const).filter(
    (name) => !env.isSet(name),
  );
  const standIns: StandIn[] = [
    ...(env.isSet("DATABASE_URL") ? [] : (["postgres"] as const)),
    ...[...open].filter((service) => service !== "neon"),
  ];
  return {
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(env.PORT),
    HOST: env.HOST,
    APP_URL: env.APP_URL,
    ROOST_DATA_DIR: folder.path,
    ROOST_STAND_INS: standIns.join(","),
    DATABASE_URL: databaseUrl,
    ...secretOf(...own),
    ...(open.has("neon") ? { DATABASE_HTTP_ENDPOINT: `${local(ports.neon)}/sql` } : {}),
    ...(open.has("payments")
      ? {
          ...secretOf("STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "STRIPE_WEBHOOK_SECRET"),
          STRIPE_API_BASE: local(ports.payments),
        }
      : {}),
    ...(open.has("blob")
      ? {
          ...secretOf("BLOB_READ_WRITE_TOKEN"),
          VERCEL_BLOB_API_URL: `${local(ports.blob)}/api/blob`,
          BLOB_PUBLIC_BASE: local(ports.blob),
        }
      : {}),
    ...(open.has("mail")
      ? {
          SMTP_URL: `smtp://roost:${secrets.MAILBOX_PASSWORD}@127.0.0.1:${ports.smtp}`,
          MAILBOX_URL: `${local(ports.mailbox)}/${secrets.MAILBOX_PASSWORD}`,
        }
      : {}),
  };
}

async function startLocalServices(
  plan: ServicesPlan,
  folder: DataFolder,
  report: (line: string) => void,
): Promise<Child> {
  const child = await startChild({
    name: "local-services",
    args: [path.join("scripts", "local-services.ts")],
    env: { ...inheritedEnv(), ROOST_DATA_DIR: folder.path },
    logsFolder: folder.logs,
    typescript: true,
    ipc: true,
  });
  const ready = new Promise<true>((resolve) => child.process.once("message", () => resolve(true)));
  child.process.send(plan);
  const outcome = await Promise.race([ready, child.exited]);
  if (outcome !== true) throw new StartRefusal(`The local services did not start: ${await child.readTail()}`);
  report("local services ready");
  return child;
}
