import { describe, expect, test } from "vitest";
import { assertServable, EnvError, readEnv } from "@/server/platform/env";

const SECRET = "0123456789abcdef0123456789abcdef";
const CONFIGURED = {
  DATABASE_URL: "postgres://roost:pw@db.example/roost",
  AUTH_SECRET: SECRET,
  QUOTE_SECRET: SECRET,
  CRON_SECRET: SECRET,
  STRIPE_SECRET_KEY: "sk_test_1",
  STRIPE_PUBLISHABLE_KEY: "pk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_1",
  BLOB_READ_WRITE_TOKEN: "vercel_blob_rw_store_secret",
  SMTP_URL: "smtp://mail.example:587",
};

function refusalOf(source: Record<string, string>): string {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  return "accepted";
}

describe("the environment", () => {
  test("an empty environment takes every default", () => {
    const env = readEnv({});
    expect(env.PORT).toBe(3000);
    expect(env.APP_URL).toBe("http://localhost:3000");
    expect(env.ROOST_DATA_DIR).toBe(".roost");
    expect(env.standIns.size).toBe(0);
  });

  test("APP_URL follows PORT and an empty text counts as absent", () => {
    expect(readEnv({ PORT: "4100", APP_URL: "" }).APP_URL).toBe("http://localhost:4100");
    expect(readEnv({ APP_URL: "https://stay.example/" }).APP_URL).toBe("https://stay.example");
  });

  test.each([
    ["PORT", "0"],
    ["PORT", "70000"],
    ["PORT", "1e3"],
    ["DATABASE_URL", "mysql://db"],
    ["AUTH_SECRET", "short-secret"],
    ["LOG_LEVEL", "loud"],
    ["ROOST_STAND_INS", "postgres,sms"],
    ["SMTP_URL", "http://mail"],
    ["BLOB_READ_WRITE_TOKEN", "hunter2-hunter2"],
  ])("a wrong %s is refused in one sentence that does not repeat its value %s", (name, value) => {
    const message = refusalOf({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name} must .+\\.$`));
    expect(message).not.toContain(value);
    expect(message).not.toContain("\n");
  });

  test("a half-configured service is refused", () => {
    expect(refusalOf({ STRIPE_SECRET_KEY: "sk_test_1" })).toContain(
      "STRIPE_PUBLISHABLE_KEY must be set as well",
    );
    expect(refusalOf({ BLOB_PUBLIC_BASE: "http://x" })).toContain("VERCEL_BLOB_API_URL must be set as well");
  });

  test("stand-ins are refused in a cloud deployment", () => {
    expect(readEnv({ ROOST_STAND_INS: "postgres, mail" }).standIns).toEqual(new Set(["postgres", "mail"]));
    expect(refusalOf({ ROOST_STAND_INS: "mail", VERCEL: "1" })).toContain("ROOST_STAND_INS");
  });

  test("Kafka's brokers are read in the shape hosted clusters hand out", () => {
    const env = readEnv({ KAFKA_BROKERS: "b-1.kafka.example:9096, b-2.kafka.example:9096" });
    expect(env.KAFKA_BROKERS).toEqual(["b-1.kafka.example:9096", "b-2.kafka.example:9096"]);
    expect(env.KAFKA_MECHANISM).toBe("SCRAM-SHA-512");
    expect(refusalOf({ KAFKA_BROKERS: "kafka.example" })).toMatch(/^KAFKA_BROKERS must be .+\.$/);
    expect(refusalOf({ KAFKA_MECHANISM: "GSSAPI" })).toMatch(/^KAFKA_MECHANISM must be .+\.$/);
    expect(refusalOf({ KAFKA_TOPIC_PREFIX: "a b" })).toMatch(/^KAFKA_TOPIC_PREFIX must be .+\.$/);
    expect(refusalOf({ KAFKA_USERNAME: "roost" })).toContain("KAFKA_PASSWORD must be set as well");
  });

  test("a needed entry has no default, and reading it while absent is refused", () => {
    const env = readEnv({});
    expect(() => env.AUTH_SECRET).toThrow(EnvError);
    expect(env.isSet("AUTH_SECRET")).toBe(false);
  });

  test.each(Object.keys(CONFIGURED))("a serving process is refused without %s", (name) => {
    const { [name]: _left, ...rest } = CONFIGURED as Record<string, string>;
    const others = name.startsWith("STRIPE_")
      ? Object.fromEntries(Object.entries(rest).filter(([key]) => !key.startsWith("STRIPE_")))
      : rest;
    expect(() => assertServable(readEnv(others))).toThrow(EnvError);
    expect(() => assertServable(readEnv(CONFIGURED))).not.toThrow();
  });
});
