/** `npm run journey`: a client from outside plays the market's main job over HTTP. */
import { parseArgs } from "node:util";
import { playJourney, type Step } from "@/scripts/_journey/journey";
import { runProgram } from "@/scripts/_market/program";
import { env } from "@/server/platform/env";

const HELP = `Usage: npm run journey -- [--base URL] [--json]

Plays the main job against a running market: sign-up, search, quote, hold, pay, confirm; then waits until the booking is
seen as an event, in analytics, in recommendations and as an email. Exits with 1 when a step fails.

  --base URL            the market; APP_URL when absent
  --place PLACE         where to search (albany)
  --wait SECONDS        how long to wait for what follows from the booking (180)
  --operator EMAIL      who looks at events, analytics and emails (operator@roost.example)
  --operator-password   (the demo market's)
  --json                one JSON object { ok, steps: [{ name, ok, ms, detail }] }
  --help                this text

The payment is made with a test card: never point it at a market that takes real money.
`;

const NAME_WIDTH = 16;
const WAIT_SECONDS_MAX = 600;

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      base: { type: "string" },
      place: { type: "string", default: "albany" },
      wait: { type: "string", default: "180" },
      operator: { type: "string", default: "operator@roost.example" },
      "operator-password": { type: "string", default: "roost-demo" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const seconds = Number(values.wait);
  if (!(seconds > 0 && seconds <= WAIT_SECONDS_MAX)) {
    process.stderr.write(`--wait takes seconds, up to ${WAIT_SECONDS_MAX}\n`);
    return 1;
  }
  const report = ({ name, ok, ms, detail }: Step) => {
    if (!values.json)
      process.stdout.write(`${ok ? "ok  " : "FAIL"} ${name.padEnd(NAME_WIDTH)} ${ms} ms  ${detail}\n`);
  };
  const steps = await playJourney(
    {
      base: (values.base ?? env.APP_URL).replace(/\/+$/, ""),
      place: values.place,
      waitMsMax: seconds * 1_000,
      operator: { email: values.operator, password: values["operator-password"] },
    },
    report,
  );
  const ok = steps.every((step) => step.ok);
  if (values.json) process.stdout.write(`${JSON.stringify({ ok, steps })}\n`);
  return ok ? 0 : 1;
});
