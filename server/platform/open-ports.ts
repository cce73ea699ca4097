/** The ports on the vendors' own client libraries, as the environment configures them. */
import { vercelBlob } from "@/server/platform/blob";
import type { Env } from "@/server/platform/env";
import { smtpMail } from "@/server/platform/mail";
import { blobBaseOf, marketConfigOf } from "@/server/platform/market-config";
import type { Ports } from "@/server/platform/ports";
import { refuse } from "@/server/primitives/refusal";

export interface OpenPorts {
  readonly ports: Ports;
  close(): void;
}

/** Opens nothing by itself: each client connects on its first call. */
export function openPorts(env: Env): OpenPorts {
  const mail = smtpMail({ url: env.SMTP_URL, from: env.MAIL_FROM });
  const blob = vercelBlob({
    token: env.BLOB_READ_WRITE_TOKEN,
    publicBase: marketConfigOf(env).blobPublicBase,
    readBase: blobBaseOf(env),
  });
  const ports: Ports = { mail, payments: notConnected("payments"), blob };
  return { ports, close: () => mail.close() };
}

function notConnected<Port extends object>(service: string): Port {
  const answer = () => {
    throw refuse("temporarily_unavailable", { service });
  };
  // Every method of the port answers alike, which a proxy says without naming them.
  return new Proxy({}, { get: () => answer }) as Port;
}
