import { writeFileSync } from "node:fs";
import { exponentOf, isCurrency } from "@/server/primitives/money";
import { printOutcome, readCli } from "./_demo/cli";
import { encodeFacts } from "./_demo/facts/encode-facts";
import { importFacts } from "./_demo/facts/import-facts";

/** Reads a city's Inside Airbnb files and writes what the demo market needs of them: numbers, dates and codes. */
const cli = readCli(
  "tsx scripts/import-inside-airbnb.ts",
  "Reads listings, calendar and reviews of Inside Airbnb and writes anonymous facts for a demo market.",
  [
    {
      name: "from",
      hint: "DIR",
      about: "folder with *.csv.gz",
      fallback: "../shared/data/inside-airbnb-albany",
    },
    { name: "city", hint: "NAME", about: "name of the city in the facts", fallback: "albany" },
    { name: "currency", hint: "CODE", about: "currency of the prices", fallback: "USD" },
    { name: "to", hint: "FILE", about: "facts file", fallback: "" },
  ],
);

const city = cli.values.city ?? "";
const currency = cli.values.currency ?? "";
if (!isCurrency(currency)) throw new Error(`not a currency of the market: ${currency}`);
const to = cli.values.to || `drizzle/demo/${city}.facts.json`;
const { facts, unknownAmenities, rowsSkipped } = await importFacts({
  folder: cli.values.from ?? "",
  city,
  currency,
  exponent: exponentOf(currency),
});
const text = encodeFacts(facts);
writeFileSync(to, text);
const reviews = facts.listings.reduce((sum, listing) => sum + listing.reviews.length, 0);
const counts = {
  listings: facts.listings.length,
  hosts: facts.hosts.length,
  reviews,
  bytes: text.length,
  rowsSkipped,
};
printOutcome(
  cli,
  { to, ...counts, unknownAmenities: unknownAmenities.slice(0, 60) },
  `${to}: ${counts.listings} listings, ${counts.hosts} hosts, ${counts.reviews} reviews, ${counts.bytes} bytes.\n` +
    `Amenities without a code: ${unknownAmenities.length} names.`,
);
