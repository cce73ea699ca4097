import { z } from "zod";
import { type Answer, type Call, ok, secondsOf } from "@/server/platform/local/payments/call";
import {
  expandable,
  formInteger,
  formList,
  formMetadata,
  parseParams,
} from "@/server/platform/local/payments/form";
import {
  cancelContract,
  cancelIntent,
  captureContract,
  captureIntent,
  confirmClientContract,
  confirmIntent,
  confirmServerContract,
  createIntent,
  createIntentContract,
  updateIntent,
  updateIntentContract,
} from "@/server/platform/local/payments/intents";
import { createMethod, createMethodContract } from "@/server/platform/local/payments/methods";
import {
  type Intent,
  insertObject,
  listObjects,
  loadObject,
  makeId,
} from "@/server/platform/local/payments/objects";
import {
  createRefund,
  createRefundContract,
  updateRefund,
  updateRefundContract,
} from "@/server/platform/local/payments/refunds";
import { invalidRequest } from "@/server/platform/local/payments/refusal";
import { viewIntent } from "@/server/platform/local/payments/views";

type Form = ReturnType<typeof import("@/server/platform/local/payments/form").parseForm>;
type Handler = (call: Call, form: Form, id: string) => Promise<Answer>;
type Route = {
  readonly method: string;
  readonly path: RegExp;
  readonly handle: Handler;
  readonly clientToo?: true;
};

const LIST_DEFAULT = 10;
const LIST_MAX = 100;
const ID = "([A-Za-z0-9_]{1,100})";

const at = (method: string, path: string, handle: Handler, clientToo?: true): Route => ({
  method,
  path: new RegExp(`^/v1/${path.replace(":id", ID)}$`),
  handle,
  ...(clientToo ? { clientToo } : {}),
});

const withParams =
  <T>(contract: z.ZodType<T>, handle: (call: Call, params: T, id: string) => Promise<Answer>): Handler =>
  (call, form, id) =>
    handle(call, parseParams(contract, form), id);

const readOnly = z.strictObject(expandable);

const read = (kind: string): Handler =>
  withParams(readOnly, async (call, _params, id) => ok(await loadObject(call.client, kind, id)));

/** A list with the filters that it may have, by the name of the object's field. */
function list<Filter extends string>(kind: string, ...filters: Filter[]): Handler {
  const contract = z.strictObject({
    ...expandable,
    limit: formInteger
      .refine((limit) => limit >= 1 && limit <= LIST_MAX, "must be between 1 and 100")
      .optional(),
    starting_after: z.string().optional(),
    created: z.object({ gte: formInteger }).optional(),
    types: formList.optional(),
    ...Object.fromEntries(filters.map((name) => [name, z.string().optional()])),
  });
  return withParams(contract, async (call, params) => {
    const given: Record<string, unknown> = params;
    const where = Object.fromEntries(
      filters.flatMap((name) => (typeof given[name] === "string" ? [[name, given[name]]] : [])),
    );
    const { data, hasMore } = await listObjects(call.client, kind, {
      limit: params.limit ?? LIST_DEFAULT,
      startingAfter: params.starting_after,
      createdFrom: params.created?.gte,
      types: params.types,
      where,
    });
    return ok({ object: "list", url: `/v1/${kind}s`, has_more: hasMore, data });
  });
}

const readIntent: Handler = async (call, form, id) => {
  const { client_secret: secret, ...rest } = form;
  const intent = await loadIntent(call, id, secret);
  if (!call.byClient) parseParams(readOnly, rest);
  return ok(viewIntent(call, intent));
};

const confirm: Handler = async (call, form, id) => {
  const { client_secret: secret, ...rest } = form;
  await loadIntent(call, id, secret);
  return confirmIntent(
    call,
    id,
    parseParams(call.byClient ? confirmClientContract : confirmServerContract, rest),
  );
};

/** A browser proves with the client secret that the payment is its own. */
async function loadIntent(call: Call, id: string, secret: unknown): Promise<Intent> {
  // Objects of kind payment_intent are written as Intents by this folder alone.
  const intent = (await loadObject(call.client, "payment_intent", id)) as Intent;
  const proven = secret === intent.client_secret || (!call.byClient && secret === undefined);
  if (!proven)
    throw invalidRequest(
      "The client_secret provided does not match the client_secret associated with this PaymentIntent.",
      {
        code: "payment_intent_invalid_parameter",
        param: "client_secret",
      },
    );
  return intent;
}

const customerContract = z.strictObject({
  ...expandable,
  email: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  metadata: formMetadata.optional(),
});

async function createCustomer(call: Call, params: z.output<typeof customerContract>): Promise<Answer> {
  const { email = null, name = null, description = null, metadata = {} } = params;
  const customer = {
    ...{ id: makeId("cus"), object: "customer", created: secondsOf(call.now), livemode: false },
    ...{ email, name, description, metadata },
  };
  await insertObject(call.client, customer);
  return ok(customer);
}

const routes: readonly Route[] = [
  at("POST", "payment_intents", withParams(createIntentContract, createIntent)),
  at("GET", "payment_intents", list("payment_intent", "customer", "status")),
  at("GET", "payment_intents/:id", readIntent, true),
  at(
    "POST",
    "payment_intents/:id",
    withParams(updateIntentContract, (call, params, id) => updateIntent(call, id, params)),
  ),
  at("POST", "payment_intents/:id/confirm", confirm, true),
  at(
    "POST",
    "payment_intents/:id/capture",
    withParams(captureContract, (call, params, id) => captureIntent(call, id, params)),
  ),
  at(
    "POST",
    "payment_intents/:id/cancel",
    withParams(cancelContract, (call, params, id) => cancelIntent(call, id, params)),
  ),
  at(
    "POST",
    "payment_methods",
    withParams(createMethodContract, async (call, params) => ok((await createMethod(call, params)).method)),
    true,
  ),
  at("GET", "payment_methods/:id", read("payment_method")),
  at("GET", "charges", list("charge", "payment_intent", "customer")),
  at("GET", "charges/:id", read("charge")),
  at("POST", "refunds", withParams(createRefundContract, createRefund)),
  at("GET", "refunds", list("refund", "payment_intent", "charge")),
  at("GET", "refunds/:id", read("refund")),
  at(
    "POST",
    "refunds/:id",
    withParams(updateRefundContract, (call, params, id) => updateRefund(call, id, params)),
  ),
  at("GET", "balance_transactions", list("balance_transaction", "type", "source", "currency")),
  at("GET", "balance_transactions/:id", read("balance_transaction")),
  at("GET", "events", list("event", "type")),
  at("GET", "events/:id", read("event")),
  at("POST", "customers", withParams(customerContract, createCustomer)),
  at("GET", "customers", list("customer", "email")),
  at("GET", "customers/:id", read("customer")),
];

export type Found = { readonly route: Route; readonly id: string };

/** Refuses an address that the API does not have, in its words. */
export function findRoute(method: string, pathname: string): Found {
  for (const route of routes) {
    const match = route.method === method ? pathname.match(route.path) : null;
    if (match) return { route, id: match[1] ?? "" };
  }
  throw invalidRequest(`Unrecognized request URL (${method}: ${pathname}).`, {}, 404);
}
