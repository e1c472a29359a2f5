import leven from 'leven';

/**
 * Whether `name` has a spelling mistake: at most two wrong characters. Of a short name only an added one counts, because NODE
 * is not meant for MODE.
 */
const isSimilar = (name: string, known: string): boolean =>
  known.length < 8 ? name.length > known.length && leven(name, known) === 1 : leven(name, known) <= 2;

/**
 * The first word of a name. MAX alone says nothing: limits of several programs begin with it, so the next word counts too.
 * CONTENT_DATABASE_URL is no relative of CONTENT_PORT, which other programs read.
 */
const familyOf = (name: string): string => /^(?:MAX_)?[A-Z0-9]+_(?:DATABASE_)?/.exec(name)?.[0] ?? '';

/** `SUBGRAPH_TIMEOUT` for `SUBGRAPH_TIMEOUT_MS`, or the reverse. */
const isExtension = (name: string, known: string): boolean =>
  (name.includes('_') && known.startsWith(`${name}_`)) || (known.includes('_') && name.startsWith(`${known}_`));

const nearest = (name: string, candidates: readonly string[]): string | undefined =>
  candidates.toSorted((one, other) => leven(name, one) - leven(name, other))[0];

/** Names of other programs for what DATABASE_URL sets. */
const FOREIGN = /^(POSTGRES|POSTGRESQL|DB)_/;

/** The setting that `name` was probably meant for; undefined if it is none of ours at all. */
const intended = (name: string, known: readonly string[]): string | undefined => {
  const close = nearest(
    name,
    known.filter((other) => isSimilar(name, other) || isExtension(name, other)),
  );
  if (close) return close;
  if (FOREIGN.test(name)) return known.find((other) => other === 'DATABASE_URL');
  const family = known.filter((other) => familyOf(other) !== '' && familyOf(other) === familyOf(name));
  // One name alone is no family: EVENT_… and LOG_… are also used by other programs.
  return family.length > 1 ? nearest(name, family) : undefined;
};

/**
 * Those of `names` that are no known setting, but are similar to one or begin as several do; each with the setting that it was
 * probably meant for. The settings of the product's other programs are never among them.
 */
export const unknownSettings = (names: readonly string[], known: ReadonlySet<string>): ReadonlyMap<string, string> =>
  new Map(
    names
      .filter((name) => !known.has(name))
      .flatMap((name) => {
        const meant = intended(name, [...known]);
        return meant ? [[name, meant] as const] : [];
      }),
  );
