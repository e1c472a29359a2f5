import type { ReactNode } from 'react';

/** Terms with their descriptions. What is not known is left out. */
export const Definitions = ({ entries }: { readonly entries: readonly (readonly [string, ReactNode])[] }) => {
  const known = entries.filter(
    ([, description]) => description !== null && description !== undefined && description !== '',
  );
  if (known.length === 0) return null;
  return (
    <dl className="definitions">
      {known.map(([term, description]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{description}</dd>
        </div>
      ))}
    </dl>
  );
};
