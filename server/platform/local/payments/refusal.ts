/** An error as the gateway's API words it; its client library makes one of its own error classes of it. */
export type StripeError = {
  type: "invalid_request_error" | "card_error" | "idempotency_error" | "api_error";
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
};

export class StripeRefusal extends Error {
  constructor(
    readonly status: number,
    readonly error: StripeError,
  ) {
    super(error.message);
  }
}

export function invalidRequest(
  message: string,
  more: Partial<StripeError> = {},
  status = 400,
): StripeRefusal {
  return new StripeRefusal(status, { type: "invalid_request_error", message, ...more });
}

export function noSuch(kind: string, id: string, param = "id"): StripeRefusal {
  return invalidRequest(`No such ${kind}: '${id}'`, { code: "resource_missing", param }, 404);
}
