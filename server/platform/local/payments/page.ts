import type { Intent } from "@/server/platform/local/payments/objects";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");

/** The page of the cardholder's bank, as a document of its own that also works in a frame or a pop-up. */
export function authenticationPage(intent: Intent): string {
  const amount = `${escaped(intent.currency.toUpperCase())} ${intent.amount} minor units`;
  return layout(
    "3-D Secure",
    `<p>Your bank asks whether it is you who pays <strong>${amount}</strong>.</p>
     <form method="post">
       <button name="outcome" value="complete">Complete</button>
       <button name="outcome" value="fail">Fail</button>
     </form>`,
  );
}

/** For a confirmation without a return address: tells the window that opened it, which then reads the intent again. */
export function donePage(intent: Intent): string {
  const message = JSON.stringify({
    source: "roost-payment-sandbox",
    intentId: intent.id,
    status: intent.status,
  });
  return layout(
    "3-D Secure",
    `<p>Done. You can close this window.</p>
     <script>for (const to of [window.opener, window.parent]) if (to && to !== window) to.postMessage(${message}, "*")</script>`,
  );
}

function layout(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{font:16px/1.5 system-ui;max-inline-size:26rem;margin:15vh auto;padding:0 1rem}
button{font:inherit;padding:.6rem 1.2rem;margin-inline-end:.5rem}</style>
<h1>${title}</h1><p>This is Roost's payment sandbox; no money moves.</p>${body}</html>`;
}
