/**
 * Work that is begun now and awaited later, or never once other work has failed. Its fault is thrown where it is awaited;
 * unheard until then, it would end the process.
 */
export function observed<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
