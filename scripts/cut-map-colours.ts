import { readFileSync, writeFileSync } from "node:fs";
import { printOutcome, readCli } from "./_demo/cli";
import { mapColoursModule } from "./_demo/map/oklch";

/** Writes the map's colours, in a notation that MapLibre reads, from the token file. */
const cli = readCli("tsx scripts/cut-map-colours.ts", "Derives the map's sRGB colours from the tokens.", [
  { name: "tokens", hint: "FILE", about: "token file", fallback: "app/_ui/tokens.css" },
  { name: "to", hint: "FILE", about: "module to write", fallback: "app/_ui/map/colours.ts" },
]);

const text = mapColoursModule(readFileSync(cli.values.tokens ?? "", "utf8"));
writeFileSync(cli.values.to ?? "", text);
printOutcome(cli, { to: cli.values.to, bytes: text.length }, `wrote ${cli.values.to}`);
