/** Reading addresses of lists and figures: what does not fit is left out, so that an old link still opens. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

const TEXT_MAX = 100;
const CURSOR = /^[A-Za-z0-9_-]{1,1024}$/;

export type Params = {
  text: (name: string) => string | undefined;
  cursor: () => string | undefined;
  oneOf: <T extends string>(name: string, values: readonly T[]) => T | undefined;
};

export async function readParams(searchParams: SearchParams): Promise<Params> {
  const all = await searchParams;
  const text = (name: string) => {
    const value = all[name];
    const first = Array.isArray(value) ? value[0] : value;
    return first?.replaceAll("\u0000", "").trim().slice(0, TEXT_MAX) || undefined;
  };
  return {
    text,
    cursor: () => {
      const value = all.cursor;
      return typeof value === "string" && CURSOR.test(value) ? value : undefined;
    },
    oneOf: (name, values) => values.find((value) => value === text(name)),
  };
}

/** Without the fields that are undefined, as strict inputs want them. */
export function given<T extends Record<string, unknown>>(fields: T) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
