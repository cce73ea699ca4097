/**
 * The dependency law of docs/architecture.md: app → gateway → modules → trpc → events → platform → primitives. A layer
 * imports what stands to its right. Each rule has a seeded violation in tests/tidy/seeded that proves it bites.
 */
const MODULES = [
  "accounts",
  "storage",
  "listings",
  "wishlists",
  "pricing",
  "calendar",
  "payments",
  "bookings",
  "messaging",
  "reviews",
  "search",
  "recommendations",
  "notifications",
  "analytics",
  "admin",
  "integrations",
];
const R = "^(?:tests/tidy/seeded/)?";
const READS_FOREIGN_TABLES = "(?:search|recommendations|analytics|admin)";

const layer = (name, from, to) => ({
  name,
  severity: "error",
  from: { path: `${R}${from}`, pathNot: "\\.test\\.tsx?$" },
  to: { path: `${R}${to}` },
});

/** A module imports only modules before it. */
const moduleSequence = MODULES.map((module, index) => ({
  name: `module-sequence-${module}`,
  severity: "error",
  from: { path: `${R}server/modules/${module}/`, pathNot: "\\.test\\.ts$|/consumers/" },
  to: {
    path: `${R}server/modules/(?:${MODULES.slice(index + 1).join("|") || "none"})/`,
    pathNot: "/(?:events|contract)\\.ts$",
  },
}));

export default {
  forbidden: [
    layer(
      "primitives-import-nothing",
      "server/primitives/",
      "(?:server/(?:platform|events|trpc|modules|gateway)|app|scripts|emails)/",
    ),
    layer(
      "platform-below-events",
      "server/platform/(?!.*\\.db\\.test)",
      "(?:server/(?:events|trpc|modules|gateway)|app)/",
    ),
    layer("events-below-trpc", "server/events/", "(?:server/(?:trpc|modules|gateway)|app)/"),
    layer("trpc-below-modules", "server/trpc/", "(?:server/(?:modules|gateway)|app)/"),
    layer("modules-below-gateway", "server/modules/", "(?:server/gateway|app)/"),
    layer("gateway-below-app", "server/gateway/", "app/(?!_messages/)"),
    {
      name: "app-has-no-sql",
      severity: "error",
      from: { path: `${R}app/`, pathNot: "\\.test\\.tsx?$" },
      to: { path: `(?:${R}server/modules/[^/]+/(?:store|tables)\\.ts$|node_modules/(?:drizzle-orm|pg)/)` },
    },
    {
      name: "modules-import-no-driver",
      comment: "ctx carries database, clock and ports; modules run unchanged on Node and on the edge",
      severity: "error",
      from: { path: `${R}server/modules/`, pathNot: "\\.test\\.ts$|server/modules/(?:accounts|storage)/" },
      to: { path: "node_modules/(?:pg|@neondatabase|stripe|nodemailer|sharp|@vercel/blob|@platformatic)/" },
    },
    {
      name: "modules-import-no-node-builtin",
      severity: "error",
      from: { path: `${R}server/modules/`, pathNot: "\\.test\\.ts$|server/modules/(?:accounts|storage)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "rules-import-no-package",
      comment: "rules.ts decides: pure and synchronous",
      severity: "error",
      from: { path: `${R}server/modules/[^/]+/rules\\.ts$` },
      to: { path: "node_modules/|/store\\.ts$" },
    },
    {
      name: "router-not-to-store",
      comment: "router → use case → rules, store, publish",
      severity: "error",
      from: { path: `${R}server/modules/[^/]+/router\\.ts$` },
      to: { path: "/store\\.ts$" },
    },
    {
      name: "foreign-stores-are-private",
      severity: "error",
      from: { path: `${R}server/modules/([^/]+)/`, pathNot: "\\.test\\.ts$" },
      to: { path: `${R}server/modules/[^/]+/store\\.ts$`, pathNot: `${R}server/modules/$1/` },
    },
    {
      name: "foreign-tables-are-private",
      comment:
        "only search, recommendations, analytics and admin read foreign tables; tables.ts may refer to others for foreign keys",
      severity: "error",
      from: {
        path: `${R}server/modules/([^/]+)/`,
        pathNot: `\\.test\\.ts$|/tables\\.ts$|server/modules/${READS_FOREIGN_TABLES}/`,
      },
      to: { path: `${R}server/modules/[^/]+/tables\\.ts$`, pathNot: `${R}server/modules/$1/` },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      // Types are gone when the program runs, and a part loaded on demand may know whom it belongs to.
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only", "dynamic-import"] } },
    },
    {
      name: "tests-stay-out",
      severity: "error",
      from: { path: "^(?:app|server|emails)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^tests/" },
    },
    ...moduleSequence,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.next|\\.roost" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
