import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CaughtMail, type CaughtMailInFull, serveMailbox } from "@/server/platform/local/mailbox";
import { type SmtpMail, smtpMail } from "@/server/platform/mail";
import { createTestDatabase, type TestDatabase } from "@/tests/support/postgres";

const PASSWORD = "mailbox-password";
type Listed = { readonly mail: readonly CaughtMail[] };
let database: TestDatabase;
let mailbox: Awaited<ReturnType<typeof serveMailbox>>;
let mail: SmtpMail;

const open = (stateUrl: string) => serveMailbox({ smtpPort: 0, httpPort: 0, stateUrl, password: PASSWORD });
const mailAs = (userInfo: string, from = "Roost <stays@roost.example>") =>
  smtpMail({ url: `smtp://${userInfo}@127.0.0.1:${mailbox.smtpPort}`, from });
const get = async (path: string) => {
  const response = await fetch(`http://127.0.0.1:${mailbox.port}/${path}`);
  return { status: response.status, body: (await response.json()) as Listed & CaughtMailInFull };
};
const letter = (to: string, subject: string) => ({
  ...{ to, subject, html: "<p>Välkommen 🏡</p>", text: "Välkommen 🏡", headers: { "X-Event": "42" } },
  messageId: `<${subject.replaceAll(" ", "-")}@roost.example>`,
});

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  mailbox = await open(database.url);
  mail = mailAs(`roost:${PASSWORD}`);
});
afterAll(async () => {
  mail.close();
  await mailbox.close();
  await database.drop();
});
beforeEach(async () => {
  await fetch(`http://127.0.0.1:${mailbox.port}/${PASSWORD}/mail`, { method: "DELETE" });
});

describe("the mailbox, through the mail client the market uses", () => {
  test("keeps a mail with sender, recipient, both bodies and its Message-ID", async () => {
    await mail.send(letter("Guest@Roost.example", "Your stay is booked"));
    const { body } = await get(`${PASSWORD}/mail?to=guest@roost.example`);
    expect(body.mail).toEqual([
      {
        ...{ id: body.mail[0]?.id, receivedAt: body.mail[0]?.receivedAt },
        ...{
          from: "Roost <stays@roost.example>",
          to: ["guest@roost.example"],
          subject: "Your stay is booked",
        },
        messageId: "<Your-stay-is-booked@roost.example>",
      },
    ]);
    const full = (await get(`${PASSWORD}/mail/${body.mail[0]?.id}`)).body;
    expect(full.html).toContain("<p>Välkommen 🏡</p>");
    expect(full.text).toContain("Välkommen 🏡");
    expect(full.raw).toContain("X-Event: 42");
  });

  test("lists the newest first, by recipient, and what came after a known one", async () => {
    for (const [to, subject] of [
      ["a@x.example", "one"],
      ["b@x.example", "two"],
      ["a@x.example", "three"],
    ] as const)
      await mail.send(letter(to, subject));
    const subjects = async (query: string) =>
      (await get(`${PASSWORD}/mail?${query}`)).body.mail.map((item) => item.subject);
    expect(await subjects("")).toEqual(["three", "two", "one"]);
    expect(await subjects("to=A@x.example")).toEqual(["three", "one"]);
    const first = (await get(`${PASSWORD}/mail`)).body.mail.at(-1);
    expect(await subjects(`after=${first?.id}`)).toEqual(["three", "two"]);
    expect(await subjects("limit=1")).toEqual(["three"]);
  });

  test("keeps its mail when it is started again", async () => {
    await mail.send(letter("guest@roost.example", "kept"));
    const again = await open(database.url);
    const response = await fetch(`http://127.0.0.1:${again.port}/${PASSWORD}/mail`);
    expect(((await response.json()) as Listed).mail).toHaveLength(1);
    await again.close();
  });

  test("takes no mail without its password and shows none without its key", async () => {
    const stranger = mailAs("roost:guess");
    await expect(stranger.send(letter("guest@roost.example", "spam"))).rejects.toThrow(/535|Unknown/);
    stranger.close();
    expect((await get("guess/mail")).status).toBe(404);
    expect((await get(`${PASSWORD}/mail/999999`)).status).toBe(404);
    expect((await get(`${PASSWORD}/mail/..%2f`)).status).toBe(404);
  });
});
