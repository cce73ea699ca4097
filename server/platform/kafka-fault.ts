/** Turns what the client library throws into one sentence that tells an operator what to look at. */
import { KafkaFault, type KafkaFaultKind } from "@/server/platform/kafka-port";

interface Seen extends Error {
  readonly code?: string;
  /** Kafka's own name of an error that a broker answered with. */
  readonly apiId?: string;
}

const UNTRUSTED = new Set([
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_SIGNATURE_FAILURE",
]);

type Rule = readonly [KafkaFaultKind, (seen: Seen) => boolean, string];

/** The first that fits tells it: a refused sign-in is also a connection that failed. */
const RULES: readonly Rule[] = [
  [
    "tls_mismatch",
    ({ message, code }) =>
      message.includes("Broker requires TLS") ||
      message.includes("TLS handshake failed") ||
      code?.startsWith("ERR_SSL") === true,
    "The Kafka brokers and KAFKA_TLS_CA disagree on whether the connection is by TLS.",
  ],
  [
    "sign_in_refused",
    ({ apiId }) => apiId === "UNSUPPORTED_SASL_MECHANISM",
    "Kafka does not offer the way of signing in that KAFKA_MECHANISM names.",
  ],
  [
    "sign_in_refused",
    ({ apiId }) => apiId === "SASL_AUTHENTICATION_FAILED",
    "Kafka refused the user name or password: look at KAFKA_USERNAME, KAFKA_PASSWORD and KAFKA_MECHANISM.",
  ],
  [
    "certificate_expired",
    ({ code }) => code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID",
    "The certificate of the Kafka brokers has expired or is not valid yet: the cluster's owner has to renew it.",
  ],
  [
    "certificate_untrusted",
    ({ code }) => code !== undefined && UNTRUSTED.has(code),
    "The certificate of the Kafka brokers is not signed by the authority that KAFKA_TLS_CA names.",
  ],
  [
    "certificate_untrusted",
    ({ code }) => code === "ERR_TLS_CERT_ALTNAME_INVALID",
    "The certificate of the Kafka brokers is not made out to the host that KAFKA_BROKERS names.",
  ],
  [
    "tls_mismatch",
    // A refused mechanism has been told above; what is left is a connection that is cut where it begins.
    ({ message }) => message.startsWith("Cannot find a suitable SASL mechanism"),
    "The Kafka brokers cut the connection where it begins: look at whether they and KAFKA_TLS_CA agree on TLS.",
  ],
  [
    "not_allowed",
    ({ apiId }) => apiId?.endsWith("AUTHORIZATION_FAILED") === true,
    "Kafka does not let this user do that: it has to read, write, describe and create the market's topics.",
  ],
  [
    "unknown_topic",
    ({ message, apiId }) => message.startsWith("Unknown topic") || apiId === "UNKNOWN_TOPIC_OR_PARTITION",
    "Kafka does not have all of the market's topics: run npm run events -- topics.",
  ],
  [
    "record_too_large",
    ({ apiId }) => apiId === "MESSAGE_TOO_LARGE" || apiId === "RECORD_LIST_TOO_LARGE",
    "Kafka refused an event as too large: raise max.message.bytes of its topic.",
  ],
  [
    "too_few_replicas",
    ({ apiId }) => apiId?.startsWith("NOT_ENOUGH_REPLICAS") === true,
    "Kafka has fewer replicas in sync than min.insync.replicas asks for: brokers are missing.",
  ],
];

const UNREACHABLE = new Set(["PLT_KFK_NETWORK", "PLT_KFK_TIMEOUT"]);

export function toKafkaFault(error: unknown, brokers: readonly string[]): KafkaFault {
  if (error instanceof KafkaFault) return error;
  const all = [...everyError(error)];
  for (const [kind, fits, sentence] of RULES)
    if (all.some(fits)) return new KafkaFault(kind, sentence, error);
  if (all.some(({ code }) => code !== undefined && UNREACHABLE.has(code))) {
    const reason = all.find(({ code }) => code && !code.startsWith("PLT_KFK"))?.code ?? "no answer in time";
    return new KafkaFault(
      "unreachable",
      `Kafka is not reachable at ${brokers.join(", ")} (${reason}).`,
      error,
    );
  }
  const innermost = all.at(-1);
  return new KafkaFault("other", `Kafka failed: ${innermost?.message ?? String(error)}`, error);
}

/** An error with all that it was caused by, outermost first. */
function* everyError(error: unknown): Generator<Seen> {
  if (!(error instanceof Error)) return;
  yield error as Seen;
  if (error instanceof AggregateError) for (const part of error.errors) yield* everyError(part);
  yield* everyError(error.cause);
}
