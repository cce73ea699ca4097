import type { Readable } from "node:stream";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeMail } from "@/server/platform/fakes/mail";
import { findFreePort } from "@/server/platform/local/free-port";
import { type SmtpMail, smtpMail } from "@/server/platform/mail";
import type { Letter, MailPort } from "@/server/platform/ports";

const letter = (over: Partial<Letter> = {}): Letter => ({
  to: "nina@example.com",
  subject: "Booked: Stone cottage — für zwei, 3 nights",
  html: "<p>See you on Thursday. Grüße & كل خير</p>",
  text: "See you on Thursday. Grüße & كل خير",
  messageId: "<event_1.person_1.email@localhost>",
  headers: { "Auto-Submitted": "auto-generated" },
  ...over,
});

interface Received {
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What every mail port must do; `received` tells what came out at the other end. */
function holdsTheContract(portOf: () => MailPort, received: () => Promise<Received | undefined>) {
  it("hands over recipient, subject, both bodies, Message-ID and headers unchanged", async () => {
    const sent = letter();
    await portOf().send(sent);
    const got = await received();
    expect(got).toMatchObject({ to: sent.to, subject: sent.subject, messageId: sent.messageId });
    expect(got?.html.trim()).toBe(sent.html);
    expect(got?.text.trim()).toBe(sent.text);
    expect(got?.headers["auto-submitted"]).toBe("auto-generated");
  });
  it("sends a repeat under the same Message-ID, by which it is told apart", async () => {
    await portOf().send(letter({ messageId: "<event_2.person_1.email@localhost>" }));
    await portOf().send(letter({ messageId: "<event_2.person_1.email@localhost>" }));
    expect((await received())?.messageId).toBe("<event_2.person_1.email@localhost>");
  });
  it("answers with an id", async () => {
    expect((await portOf().send(letter())).providerId).not.toBe("");
  });
  it("throws when there is nobody to send to", async () => {
    await expect(portOf().send(letter({ to: "" }))).rejects.toThrow();
  });
  it("lets no line break of a subject begin a header", async () => {
    const port = portOf();
    await port.send(letter({ subject: "Booked\r\nBcc: everybody@example.com" }));
    const got = await received();
    expect(got?.headers.bcc).toBeUndefined();
  });
}

describe("the fake mail server", () => {
  const mail = fakeMail();
  holdsTheContract(
    () => mail,
    async () => {
      const last = mail.letters.at(-1);
      if (!last) return undefined;
      const headers = Object.fromEntries(
        Object.entries(last.headers).map(([name, value]) => [name.toLowerCase(), value]),
      );
      return { ...last, headers };
    },
  );
});

describe("mail over SMTP", () => {
  const caught: string[] = [];
  let server: SMTPServer;
  let mail: SmtpMail;
  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData(stream, _session, done) {
        void collect(stream).then((raw) => {
          caught.push(raw);
          done();
        });
      },
    });
    const port = await findFreePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
    mail = smtpMail({ url: `smtp://127.0.0.1:${port}`, from: "Roost <stays@roost.example>" });
  });
  afterAll(async () => {
    mail.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  holdsTheContract(
    () => mail,
    async () => {
      const raw = caught.at(-1);
      if (raw === undefined) return undefined;
      const parsed = await PostalMime.parse(raw);
      return {
        to: parsed.to?.[0]?.address ?? "",
        subject: parsed.subject ?? "",
        messageId: parsed.messageId ?? "",
        html: parsed.html ?? "",
        text: parsed.text ?? "",
        headers: Object.fromEntries(parsed.headers.map((header) => [header.key, header.value])),
      };
    },
  );

  it("says who it is from", async () => {
    await mail.send(letter());
    expect((await PostalMime.parse(caught.at(-1) ?? "")).from).toMatchObject({
      name: "Roost",
      address: "stays@roost.example",
    });
  });
  it("throws when the server cannot be reached", async () => {
    const nowhere = smtpMail({ url: `smtp://127.0.0.1:${await findFreePort()}`, from: "a@roost.example" });
    await expect(nowhere.send(letter())).rejects.toThrow();
    nowhere.close();
  });
});

async function collect(stream: Readable): Promise<string> {
  let raw = "";
  for await (const piece of stream.setEncoding("utf8")) raw += String(piece);
  return raw;
}
