/**
 * Mail over SMTP, by nodemailer. The server is whatever SMTP_URL names: a provider's relay, or the local mailbox.
 *
 * The Message-ID is given by the caller and stable per (event, recipient, channel), so that a receiving server and a
 * person's mail program can tell a repeat from a new letter.
 */
import { createTransport } from "nodemailer";
import type { Letter, MailPort } from "@/server/platform/ports";

const CONNECT_MS_MAX = 10_000;
const SOCKET_MS_MAX = 20_000;
/** Connections to the mail server that one process keeps open. */
const CONNECTIONS_MAX = 2;

export interface SmtpOptions {
  readonly url: string;
  /** Address, optionally with a name. */
  readonly from: string;
}

export interface SmtpMail extends MailPort {
  close(): void;
}

/** Sends each letter at once and gives the server's answer; a refusal or a broken connection is thrown as a fault. */
export function smtpMail(options: SmtpOptions): SmtpMail {
  const transport = createTransport({
    url: options.url,
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: CONNECT_MS_MAX,
    socketTimeout: SOCKET_MS_MAX,
    // Letters are composed here alone: no file and no address is ever read to make one.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(letter) {
      const answer = await transport.sendMail(toEnvelope(letter, options.from));
      return { providerId: answer.messageId };
    },
    close: () => transport.close(),
  };
}

function toEnvelope(letter: Letter, from: string) {
  return {
    from,
    to: letter.to,
    subject: letter.subject,
    html: letter.html,
    text: letter.text,
    messageId: letter.messageId,
    headers: { ...letter.headers },
  };
}
