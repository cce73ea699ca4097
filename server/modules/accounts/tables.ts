/**
 * Accounts. `people`, `sessions`, `credentials` and `verifications` are better-auth's models under our own names
 * (mapped in `auth.ts`); hosts and operators are people with a row in `hosts` or a standing grant.
 */
import { boolean, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { idColumn, instantColumn } from "@/server/platform/columns";

export const people = pgTable("people", {
  id: idColumn("person", "id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  locale: text("locale").notNull().default("en"),
  about: text("about"),
  /** Mail that bounced or was complained about is not sent to again. */
  emailSuppressedAt: instantColumn("email_suppressed_at"),
  suspendedAt: instantColumn("suspended_at"),
  createdAt: instantColumn("created_at").notNull(),
  updatedAt: instantColumn("updated_at").notNull(),
});

export const sessions = pgTable(
  "sessions",
  {
    id: idColumn("session", "id").primaryKey(),
    token: text("token").notNull().unique(),
    userId: idColumn("person", "person_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    expiresAt: instantColumn("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: instantColumn("created_at").notNull(),
    updatedAt: instantColumn("updated_at").notNull(),
  },
  (t) => [index("sessions_person").on(t.userId)],
);

export const credentials = pgTable(
  "credentials",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: idColumn("person", "person_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instantColumn("access_token_expires_at"),
    refreshTokenExpiresAt: instantColumn("refresh_token_expires_at"),
    scope: text("scope"),
    /** argon2id hash (PHC string). */
    password: text("password"),
    createdAt: instantColumn("created_at").notNull(),
    updatedAt: instantColumn("updated_at").notNull(),
  },
  (t) => [
    index("credentials_person").on(t.userId),
    unique("credentials_account").on(t.providerId, t.accountId),
  ],
);

export const verifications = pgTable(
  "verifications",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: instantColumn("expires_at").notNull(),
    createdAt: instantColumn("created_at").notNull(),
    updatedAt: instantColumn("updated_at").notNull(),
  },
  (t) => [index("verifications_identifier").on(t.identifier)],
);

export const hosts = pgTable("hosts", {
  personId: idColumn("person", "person_id")
    .primaryKey()
    .references(() => people.id),
  hostSince: instantColumn("host_since").notNull(),
  superhost: boolean("superhost").notNull().default(false),
  /** Share of first questions answered within 24 hours, in basis points; null before the first. */
  responseRateBps: integer("response_rate_bps"),
  responseMinutesMedian: integer("response_minutes_median"),
  languages: text("languages").array().notNull().default(["en"]),
});

export const operatorGrants = pgTable("operator_grants", {
  personId: idColumn("person", "person_id")
    .primaryKey()
    .references(() => people.id),
  grantedAt: instantColumn("granted_at").notNull(),
  /** `command` for the first operator, else the granting operator's id. */
  grantedBy: text("granted_by").notNull(),
  revokedAt: instantColumn("revoked_at"),
});
