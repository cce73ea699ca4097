import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { printOutcome, readCli } from "./_demo/cli";

/**
 * Takes the demo's drawings into the project: copies each 1200 wide WebP, makes the 400 and 800 wide ones (`<home>-<scene>-<width>.webp`), and writes
 * the manifest that the market's generator reads, with a placeholder of at most 200 bytes to show while a picture loads.
 * Same drawings, same bytes: run it again only when the drawings change.
 */
type Blurred = ManifestRow & { blur: string; sha256: string };

type ManifestRow = {
  file: string;
  home: string;
  kind: string;
  scene: string;
  season: string;
  light: string;
  alt: string;
};

const WIDTHS = [
  { width: 400, quality: 62 },
  { width: 800, quality: 66 },
];
const SOURCE_WIDTH = 1200;
const BYTES_MAX = 22 * 1024 * 1024;
const BLUR_BYTES_MAX = 200;

const cli = readCli("tsx scripts/cut-pictures.ts", "Copies the demo's drawings and cuts smaller ones.", [
  { name: "from", hint: "DIR", about: "folder with the drawings", fallback: "../shared/data/demo-pictures" },
  { name: "to", hint: "DIR", about: "where pictures go", fallback: "public/demo/homes" },
  {
    name: "facts",
    hint: "FILE",
    about: "where the manifest goes",
    fallback: "drizzle/demo/homes.facts.json",
  },
]);

async function blurOf(source: Buffer): Promise<string> {
  const tiny = await sharp(source)
    .resize(9, 6, { fit: "fill" })
    .webp({ quality: 30, effort: 6, smartSubsample: true })
    .toBuffer();
  const url = `data:image/webp;base64,${tiny.toString("base64")}`;
  if (url.length > BLUR_BYTES_MAX) throw new Error(`placeholder of ${url.length} bytes`);
  return url;
}

async function cutOne(
  from: string,
  to: string,
  row: ManifestRow,
): Promise<{ bytes: number; blur: string; sha256: string }> {
  const path = join(from, row.file);
  const source = readFileSync(path);
  copyFileSync(path, join(to, row.file.replace(/\.webp$/, `-${SOURCE_WIDTH}.webp`)));
  let bytes = source.length;
  for (const { width, quality } of WIDTHS) {
    const name = join(to, row.file.replace(/\.webp$/, `-${width}.webp`));
    await sharp(source).resize({ width }).webp({ quality, effort: 6, smartSubsample: true }).toFile(name);
    bytes += statSync(name).size;
  }
  return {
    bytes,
    blur: await blurOf(source),
    sha256: createHash("sha256").update(source).digest("hex"),
  };
}

/** One home a row and its pictures beneath, so that the file stays small and a change shows where it is. */
function toFacts(rows: Blurred[]): string {
  const homes = new Map<string, Blurred[]>();
  for (const row of rows) homes.set(row.home, [...(homes.get(row.home) ?? []), row]);
  const lines = [...homes].map(([home, pictures]) => {
    const first = pictures[0];
    if (!first) throw new Error(`home without pictures: ${home}`);
    const cells = pictures.map(({ scene, light, alt, blur, sha256 }) =>
      JSON.stringify({ scene, light, alt, blur, sha256 }),
    );
    return `{"home":${JSON.stringify(home)},"kind":${JSON.stringify(first.kind)},"season":${JSON.stringify(first.season)},"pictures":[\n${cells.join(",\n")}\n]}`;
  });
  return `[\n${lines.join(",\n")}\n]\n`;
}

async function main(): Promise<void> {
  const from = cli.values.from ?? "";
  const to = cli.values.to ?? "";
  const rows = JSON.parse(readFileSync(join(from, "manifest.json"), "utf8")) as ManifestRow[];
  mkdirSync(to, { recursive: true });
  let bytes = 0;
  const withBlur: Blurred[] = [];
  for (const row of rows) {
    const cut = await cutOne(from, to, row);
    bytes += cut.bytes;
    withBlur.push({ ...row, blur: cut.blur, sha256: cut.sha256 });
  }
  if (bytes > BYTES_MAX) throw new Error(`pictures are ${bytes} bytes, above ${BYTES_MAX}`);
  const facts = toFacts(withBlur);
  writeFileSync(cli.values.facts ?? "", facts);
  const sha256 = createHash("sha256").update(facts).digest("hex");
  printOutcome(
    cli,
    { pictures: rows.length, bytes, sha256 },
    `${rows.length} drawings, ${WIDTHS.length + 1} widths, ${(bytes / 1048576).toFixed(1)} MB`,
  );
}

await main();
