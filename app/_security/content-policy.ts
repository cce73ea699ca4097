/** What the pages of this market may load and from where. */
export type PolicySources = {
  nonce: string;
  /** The payment gateway's API, which the browser calls to confirm a payment. */
  paymentsBase: string;
  /** Where pictures are read from; undefined when the store is at Vercel's own address. */
  blobPublicBase: string | undefined;
  /** Where the browser uploads pictures to; undefined at Vercel's own address. */
  blobApiBase: string | undefined;
  /** A map style of the operator's choice. */
  mapStyleUrl: string | undefined;
  development: boolean;
  https: boolean;
};

const vercelBlobPictures = "https://*.public.blob.vercel-storage.com";
const vercelBlobApi = ["https://vercel.com", "https://blob.vercel-storage.com"];
const stripeFrames = ["https://js.stripe.com", "https://hooks.stripe.com"];

/**
 * The Content-Security-Policy of one response. Scripts run only with this response's nonce or when loaded by
 * such a script; styles may stand inline because pictures carry their blur and charts their geometry that way.
 */
export function contentPolicy(of: PolicySources): string {
  const payments = new URL(of.paymentsBase).origin;
  const map = of.mapStyleUrl ? [new URL(of.mapStyleUrl).origin] : [];
  const policy: Record<string, readonly string[]> = {
    "default-src": ["'self'"],
    "script-src": [
      "'self'",
      `'nonce-${of.nonce}'`,
      "'strict-dynamic'",
      ...(of.development ? ["'unsafe-eval'"] : []),
    ],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", of.blobPublicBase ?? vercelBlobPictures, ...map],
    "font-src": ["'self'"],
    "connect-src": [
      "'self'",
      payments,
      ...(of.blobPublicBase ? [of.blobPublicBase] : [vercelBlobPictures]),
      ...(of.blobApiBase ? [of.blobApiBase] : vercelBlobApi),
      ...map,
      ...(of.development ? ["ws:"] : []),
    ],
    "worker-src": ["'self'", "blob:"],
    "manifest-src": ["'self'"],
    // The card issuer's 3-D Secure page: Stripe frames it; the payment sandbox shows its own.
    "frame-src": ["'self'", payments, ...stripeFrames],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'", payments],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    ...(of.https ? { "upgrade-insecure-requests": [] } : {}),
  };
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(" "))
    .join("; ");
}

const transportSeconds = 63_072_000;

/** Headers that every page and answer carries, whatever it shows. */
export function securityHeaders(https: boolean): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(self), payment=(self), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    ...(https ? { "strict-transport-security": `max-age=${transportSeconds}; includeSubDomains` } : {}),
  };
}
