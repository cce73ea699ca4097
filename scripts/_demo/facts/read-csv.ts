import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";

export type CsvRow = Record<string, string | undefined>;

/** Finds `name.csv.gz` or `name.csv`; says which folder lacks it otherwise. */
function locate(folder: string, name: string): string {
  for (const file of [`${name}.csv.gz`, `${name}.csv`]) {
    const path = join(folder, file);
    if (existsSync(path)) return path;
  }
  throw new Error(`${folder} has no ${name}.csv.gz`);
}

/**
 * Reads a CSV file of an Inside Airbnb folder, row by row, with only the wanted columns.
 *
 * Publishers move columns about between scrapes, so columns go by name. A missing one of `required` ends the import with
 * its name; a missing one of `optional` is undefined in each row.
 */
export async function* readCsv(
  folder: string,
  name: string,
  required: readonly string[],
  optional: readonly string[] = [],
): AsyncGenerator<CsvRow> {
  const path = locate(folder, name);
  const file = createReadStream(path);
  const source = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  const parser = source.pipe(parse({ relax_column_count: true, skip_empty_lines: true, bom: true }));
  let columns: Array<[string, number]> | undefined;
  for await (const cells of parser as AsyncIterable<string[]>) {
    if (columns === undefined) {
      columns = pickColumns(path, cells, required, optional);
      continue;
    }
    const row: CsvRow = {};
    for (const [column, at] of columns) row[column] = cells[at];
    yield row;
  }
}

function pickColumns(
  path: string,
  header: string[],
  required: readonly string[],
  optional: readonly string[],
): Array<[string, number]> {
  const missing = required.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new Error(`${path} lacks the column ${missing.join(", ")}`);
  return [...required, ...optional]
    .filter((column) => header.includes(column))
    .map((column) => [column, header.indexOf(column)]);
}
