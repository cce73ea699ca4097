import { describe, expect, it } from "vitest";
import { contentPolicy, securityHeaders } from "./content-policy";

const sources = {
  nonce: "bm9uY2U=",
  paymentsBase: "http://127.0.0.1:4242/v1",
  blobPublicBase: "http://127.0.0.1:4343",
  blobApiBase: "http://127.0.0.1:4343",
  mapStyleUrl: undefined,
  development: false,
  https: true,
};

describe("contentPolicy", () => {
  it("lets no script run without the response's nonce", () => {
    const script = directive(contentPolicy(sources), "script-src");
    expect(script).toBe("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  });

  it("allows eval in development alone", () => {
    expect(contentPolicy({ ...sources, development: true })).toContain("'unsafe-eval'");
    expect(contentPolicy(sources)).not.toContain("unsafe-eval");
  });

  it("lets nobody frame a page, set a base or load a plug-in", () => {
    const policy = contentPolicy(sources);
    for (const name of ["frame-ancestors", "base-uri", "object-src"])
      expect(directive(policy, name)).toBe(`${name} 'none'`);
  });

  it("reaches the payment gateway's origin and no path of it", () => {
    expect(directive(contentPolicy(sources), "connect-src").split(" ")).toContain("http://127.0.0.1:4242");
  });

  it("reads pictures from Vercel's store when no other is named", () => {
    const policy = contentPolicy({ ...sources, blobPublicBase: undefined });
    expect(directive(policy, "img-src")).toContain("https://*.public.blob.vercel-storage.com");
  });
});

describe("securityHeaders", () => {
  it("promises https only where it is served", () => {
    expect(securityHeaders(true)["strict-transport-security"]).toMatch(/^max-age=\d+/);
    expect(securityHeaders(false)["strict-transport-security"]).toBeUndefined();
  });
});

function directive(policy: string, name: string): string {
  return policy.split("; ").find((part) => part.startsWith(`${name} `)) ?? "";
}
