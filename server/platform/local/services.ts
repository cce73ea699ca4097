import { z } from "zod";
import { serveBlob } from "@/server/platform/local/blob";
import type { LocalServer } from "@/server/platform/local/http";
import { serveMailbox } from "@/server/platform/local/mailbox";
import { serveNeon } from "@/server/platform/local/neon";
import { servePayments } from "@/server/platform/local/payments";

const port = z.int().min(1);

/**
 * Which stand-ins to run and where. Goes to their process as its first message rather than on its command line, which
 * every account on the machine can read.
 */
export const servicesPlanContract = z.object({
  /** Where the sandbox and the mailbox keep what they know, in a schema of their own. */
  stateUrl: z.string(),
  neon: z.object({ port, databaseUrl: z.string() }).optional(),
  payments: z
    .object({
      port,
      secretKey: z.string(),
      publishableKey: z.string(),
      webhookSecret: z.string(),
      webhookUrl: z.string(),
      pageBase: z.string(),
    })
    .optional(),
  blob: z.object({ port, token: z.string(), folder: z.string() }).optional(),
  mailbox: z.object({ smtpPort: port, httpPort: port, password: z.string() }).optional(),
});
export type ServicesPlan = z.output<typeof servicesPlanContract>;

/** Runs the planned stand-ins until closed. Refuses with a StartRefusal when a port is taken. */
export async function startServices(plan: ServicesPlan): Promise<{ close(): Promise<void> }> {
  const servers: LocalServer[] = [];
  if (plan.neon) servers.push(await serveNeon(plan.neon));
  if (plan.payments) servers.push(await servePayments({ ...plan.payments, stateUrl: plan.stateUrl }));
  if (plan.blob) servers.push(await serveBlob(plan.blob));
  if (plan.mailbox) servers.push(await serveMailbox({ ...plan.mailbox, stateUrl: plan.stateUrl }));
  return {
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
