import { parseArgs } from "node:util";
import { importFacts } from "@/scripts/_demo/facts/import-facts";
import { frameOf } from "@/scripts/_demo/load/frames";
import { makeDemoMarket, readFacts } from "@/scripts/_demo/load/make-demo-market";
import { passedByDemo } from "@/scripts/_demo/load/passed-consumers";
import { sandboxUrlOf } from "@/scripts/_demo/load/sandbox";
import { readPlaces } from "@/scripts/_demo/places/places";
import { directDatabaseUrl } from "@/scripts/_market/direct-database-url";
import { runProgram } from "@/scripts/_market/program";
import { withMarketEnv } from "@/scripts/_market/with-market-env";
import { env } from "@/server/platform/env";
import { StartRefusal } from "@/server/platform/local/start-refusal";
import { exponentOf, isCurrency } from "@/server/primitives/money";

const HELP = `Usage: npm run demo -- [--city albany] [--listings N] [--seed S] [--import DIR] [--json]

Makes a demo market in an empty database: homes, hosts, guests, ten years of bookings with their money and reviews,
bookings to come, and what people looked at in the last 90 days. The same city, seed and day give the same market.

  --city NAME       a city of drizzle/demo (albany), or how an imported one is to be called
  --listings N      how many homes, 1 to 1,000,000; those beyond the city's own are likenesses (default: the city's own)
  --seed S          whole number (default 1)
  --import DIR      Inside Airbnb files of any city: listings, calendar and reviews as .csv.gz
  --currency CODE   currency of the imported prices (default: that of the country the homes lie in)
  --json            one JSON object
  --help            this text
`;

const LISTINGS_MAX = 1_000_000;

function wholeNumber(text: string, name: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new StartRefusal(`--${name} is a whole number from 1 to ${most.toLocaleString("en")}.`);
  return value;
}

async function readCity(values: {
  city: string;
  import?: string | undefined;
  currency?: string | undefined;
}) {
  if (values.import === undefined) return readFacts(values.city);
  const read = async (currency: string) => {
    if (!isCurrency(currency))
      throw new StartRefusal(`The market cannot be run in ${currency}: name one with --currency.`);
    const input = {
      folder: values.import ?? "",
      city: values.city,
      currency,
      exponent: exponentOf(currency),
    };
    return (await importFacts(input)).facts;
  };
  if (values.currency !== undefined) return read(values.currency);
  const guessed = await read("USD");
  const { currency } = frameOf(guessed, readPlaces()).place;
  return currency === "USD" ? guessed : read(currency);
}

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      city: { type: "string", default: "albany" },
      listings: { type: "string" },
      seed: { type: "string", default: "1" },
      import: { type: "string" },
      currency: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const seed = wholeNumber(values.seed, "seed", 2 ** 31);
  const facts = await readCity(values);
  const listings =
    values.listings === undefined
      ? facts.listings.length
      : wholeNumber(values.listings, "listings", LISTINGS_MAX);
  const report = (line: string) => process.stderr.write(`${line}\n`);
  const outcome = await withMarketEnv(
    () =>
      makeDemoMarket({
        databaseUrl: directDatabaseUrl(env),
        quoteSecret: env.QUOTE_SECRET,
        city: values.city,
        facts,
        listings,
        seed,
        now: new Date(),
        consumersToPass: passedByDemo(),
        sandboxUrl: sandboxUrlOf(env),
        report,
      }),
    report,
  );
  const words = [
    `${outcome.listings} homes in ${outcome.city}, ${outcome.rows.bookings} bookings, ${outcome.rows.reviews} reviews, ${outcome.events} events in ${(outcome.tookMs / 1000).toFixed(1)} s`,
    ...outcome.signIns,
  ];
  process.stdout.write(values.json ? `${JSON.stringify(outcome)}\n` : `${words.join("\n")}\n`);
  return 0;
});
process.exit();
