/** The ports on the vendors' own client libraries, as the environment configures them. */
import { vercelBlob } from "@/server/platform/blob";
import { httpClickHouse } from "@/server/platform/clickhouse";
import type { Env } from "@/server/platform/env";
import { kafkaCluster } from "@/server/platform/kafka";
import { kafkaSettingsOf } from "@/server/platform/kafka-settings";
import { smtpMail } from "@/server/platform/mail";
import { blobBaseOf, marketConfigOf, paymentsBaseOf } from "@/server/platform/market-config";
import type { Ports } from "@/server/platform/ports";
import { stripeGateway } from "@/server/platform/stripe";
import { httpWebhooks } from "@/server/platform/webhook-sender";

export interface OpenPorts {
  readonly ports: Ports;
  close(): Promise<void>;
}

/** Opens nothing by itself: each client connects on its first call. */
export function openPorts(env: Env): OpenPorts {
  const mail = smtpMail({ url: env.SMTP_URL, from: env.MAIL_FROM });
  const blob = vercelBlob({
    token: env.BLOB_READ_WRITE_TOKEN,
    publicBase: marketConfigOf(env).blobPublicBase,
    readBase: blobBaseOf(env),
  });
  const payments = stripeGateway({
    secretKey: env.STRIPE_SECRET_KEY,
    publishableKey: env.STRIPE_PUBLISHABLE_KEY,
    webhookSecret: env.STRIPE_WEBHOOK_SECRET,
    apiBase: env.STRIPE_API_BASE,
    clientBase: paymentsBaseOf(env),
  });
  const webhooks = httpWebhooks({ privateNetworks: env.WEBHOOK_PRIVATE_NETWORKS ?? [] });
  const settings = kafkaSettingsOf(env);
  const kafka = settings && kafkaCluster(settings);
  const clickHouse = env.CLICKHOUSE_URL === undefined ? undefined : httpClickHouse(env.CLICKHOUSE_URL);
  const ports: Ports = { mail, payments, blob, webhooks, kafka, clickHouse };
  return {
    ports,
    async close() {
      mail.close();
      await kafka?.close();
    },
  };
}
