import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { Pool } from "pg";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { answerJson, boundPort, type LocalServer, serveHttp, urlOf } from "@/server/platform/local/http";
import { openState } from "@/server/platform/local/state";

export type MailboxPlan = {
  readonly smtpPort: number;
  readonly httpPort: number;
  readonly stateUrl: string;
  /** SMTP password of `roost`, and the first part of the JSON API's paths. */
  readonly password: string;
};

/** One caught mail as the JSON API lists it. `id` grows with time of receipt. */
export type CaughtMail = {
  readonly id: number;
  readonly receivedAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string;
};
export type CaughtMailInFull = CaughtMail & {
  readonly html: string;
  readonly text: string;
  readonly raw: string;
};

const USER_NAME = "roost";
const MAIL_BYTES_MAX = 10 * 1024 * 1024;
const LISTED_MAX = 200;
/** Older mail goes: the mailbox is for looking at, not an archive. */
const KEPT_MAX = 5_000;

const TABLES = `
  create table if not exists roost_local.mail (
    id bigint generated always as identity primary key,
    received_at timestamptz not null default clock_timestamp(),
    sender text not null,
    recipients text[] not null,
    subject text not null,
    message_id text not null,
    html text not null,
    body text not null,
    raw text not null
  );
  create index if not exists mail_recipients on roost_local.mail using gin (recipients)`;

/**
 * A mail server that delivers nowhere: it keeps what it is given and lists it.
 *
 * `GET /<password>/mail?to=&after=&limit=` answers `{ mail: CaughtMail[] }`, newest first; `GET /<password>/mail/<id>` one
 * in full; `DELETE /<password>/mail` empties it. Received means stored: SMTP's 250 comes after the commit.
 */
export async function serveMailbox(plan: MailboxPlan): Promise<LocalServer & { readonly smtpPort: number }> {
  const state = await openState(plan.stateUrl, TABLES);
  const smtp = makeSmtpServer(plan, state);
  await new Promise<void>((resolve, reject) => {
    smtp.server.once("error", reject);
    smtp.listen(plan.smtpPort, "127.0.0.1", resolve);
  });
  const http = await serveHttp(plan.httpPort, (request, response) =>
    answer(state, plan.password, request, response),
  );
  return {
    ...http,
    smtpPort: boundPort(smtp.server.address()),
    close: async () => {
      await http.close();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      await state.end();
    },
  };
}

function makeSmtpServer(plan: MailboxPlan, state: Pool): SMTPServer {
  return new SMTPServer({
    authMethods: ["PLAIN", "LOGIN"],
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    size: MAIL_BYTES_MAX,
    onAuth(auth, _session, done) {
      const known = auth.username === USER_NAME && auth.password === plan.password;
      done(
        known ? null : new Error("Unknown user name or password"),
        known ? { user: USER_NAME } : undefined,
      );
    },
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
      keepMail(state, stream, recipients).then(() => done(), done);
    },
  });
}

async function keepMail(state: Pool, stream: Readable, recipients: readonly string[]): Promise<void> {
  const pieces: Buffer[] = [];
  let size = 0;
  // Without an encoding set, the stream's pieces are Buffers.
  for await (const piece of stream as AsyncIterable<Buffer>) {
    // The stream is read to its end even past the limit, or the connection would be out of step.
    size += piece.length;
    if (size <= MAIL_BYTES_MAX) pieces.push(piece);
  }
  if (size > MAIL_BYTES_MAX) throw Object.assign(new Error("The mail is too large"), { responseCode: 552 });
  const raw = Buffer.concat(pieces);
  const mail = await PostalMime.parse(raw);
  await state.query(
    `insert into roost_local.mail (sender, recipients, subject, message_id, html, body, raw)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[
        senderOf(mail),
        recipients,
        mail.subject ?? "",
        mail.messageId ?? "",
        mail.html ?? "",
        mail.text ?? "",
      ],
      raw.toString("utf8"),
    ].map(withoutNul),
  );
  await state.query("delete from roost_local.mail where id <= (select max(id) - $1 from roost_local.mail)", [
    KEPT_MAX,
  ]);
}

function senderOf(mail: Email): string {
  const address = mail.from?.address ?? "";
  return mail.from?.name ? `${mail.from.name} <${address}>` : address;
}

/** PostgreSQL's text holds no NUL. */
function withoutNul(value: string | readonly string[]): string | readonly string[] {
  return typeof value === "string" ? value.replaceAll("\0", "") : value;
}

async function answer(
  state: Pool,
  password: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = urlOf(request);
  const [key, collection, id] = url.pathname.split("/").slice(1);
  if (key !== password || collection !== "mail") return answerJson(response, 404, { error: "not found" });
  if (request.method === "DELETE" && id === undefined) {
    await state.query("delete from roost_local.mail");
    return answerJson(response, 200, {});
  }
  if (request.method !== "GET") return answerJson(response, 405, { error: "method not allowed" });
  if (id === undefined) return answerJson(response, 200, { mail: await listMail(state, url.searchParams) });
  const mail = /^\d{1,15}$/.test(id) ? await readMail(state, id) : undefined;
  return mail ? answerJson(response, 200, mail) : answerJson(response, 404, { error: "no such mail" });
}

const LISTED = `id::float8 as id, to_char(received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "receivedAt",
  sender as "from", recipients as "to", subject, message_id as "messageId"`;

async function listMail(state: Pool, search: URLSearchParams): Promise<CaughtMail[]> {
  const limit = Math.min(Math.max(Number(search.get("limit") ?? LISTED_MAX) || LISTED_MAX, 1), LISTED_MAX);
  const after = Number(search.get("after") ?? 0) || 0;
  const to = search.get("to")?.toLowerCase() ?? null;
  const { rows } = await state.query<CaughtMail>(
    `select ${LISTED} from roost_local.mail
     where id > $1 and ($2::text is null or recipients @> array[$2::text]) order by id desc limit $3`,
    [after, to, limit],
  );
  return rows;
}

async function readMail(state: Pool, id: string): Promise<CaughtMailInFull | undefined> {
  const { rows } = await state.query<CaughtMailInFull>(
    `select ${LISTED}, html, body as "text", raw from roost_local.mail where id = $1`,
    [id],
  );
  return rows[0];
}
