import type { Intent } from "@/server/platform/local/payments/objects";
import { formatMoney, isCurrency, money } from "@/server/primitives/money";

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
  const currency = intent.currency.toUpperCase();
  const amount = isCurrency(currency)
    ? escaped(formatMoney(money(intent.amount, currency)))
    : `${escaped(currency)} ${intent.amount}`;
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
<title>${title}</title><style>:root{color-scheme:light dark;accent-color:#3f6b4a}
body{font:16px/1.5 system-ui;max-inline-size:26rem;margin:15vh auto;padding:0 1rem}h1{font-size:1.5rem;margin:0 0 .25rem}
button{font:inherit;font-weight:600;min-block-size:44px;padding:.5rem 1.25rem;margin:.5rem .5rem 0 0;border-radius:10px;border:1px solid #8a8f86;background:transparent;color:inherit;cursor:pointer}
button[value=complete]{background:#2f5a3c;border-color:#2f5a3c;color:#fff}</style>
<h1>${title}</h1><p>This is Roost's payment sandbox; no money moves.</p>${body}</html>`;
}
