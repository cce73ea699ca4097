/** A mail server in memory, for tests. Held to the same contract as the real one by `mail.test.ts`. */
import type { Letter, MailPort } from "@/server/platform/ports";

export interface FakeMail extends MailPort {
  /** Letters that were accepted, in sequence. */
  readonly letters: readonly Letter[];
  /** Makes the next send fail before anything is accepted, as a server that is down does. */
  failNextSend(): void;
  /** Makes the next letter be accepted but its answer be lost, as a connection that breaks late does. */
  loseNextAnswer(): void;
  clear(): void;
}

export function fakeMail(): FakeMail {
  const letters: Letter[] = [];
  let next: "send" | "fail" | "lose" = "send";
  return {
    letters,
    failNextSend() {
      next = "fail";
    },
    loseNextAnswer() {
      next = "lose";
    },
    clear() {
      letters.length = 0;
    },
    async send(letter) {
      const fate = next;
      next = "send";
      if (fate === "fail") throw new Error("the mail server is down");
      if (!letter.to.includes("@")) throw new Error("No recipients defined");
      letters.push(letter);
      if (fate === "lose") throw new Error("the connection broke");
      return { providerId: letter.messageId };
    },
  };
}
