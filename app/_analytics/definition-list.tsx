type Definition = { id: string; term: string; meaning: string };

/** What every figure of a page means, for those who read rather than point. */
export function DefinitionList({ terms }: { terms: readonly Definition[] }) {
  return (
    <dl className="grid gap-x-10 gap-y-3.5 md:grid-cols-2">
      {terms.map(({ id, term, meaning }) => (
        <div key={id}>
          <dt className="font-medium">{term}</dt>
          <dd className="text-ink-2">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
