/** Commas and semicolons before a space; a slash between two whole words, so that "km/h", dates and addresses stay whole. */
const BETWEEN = /[,;]\s+|(?<=(?:^|[\s(])[\p{L}'’/-]*\p{L}{3})\s*\/\s*(?=\p{L}{3}[\p{L}'’-]*(?:$|[\s,;/)]))/u;

/** The last item of a list that has commas. A lone "et" may stand inside one item, so it never splits by itself. */
const LAST = /\s+(?:et|ainsi que|and|as well as)\s+/u;

/** Items that a text lists in one breath, each verbatim: "agents, concessionnaires", "partenaires/fournisseurs". */
export const splitListed = (raw: string): string[] => {
  const items = withoutBrackets(raw.trim()).split(BETWEEN);
  const last = items.at(-1) ?? '';
  const listsByComma = /[,;]\s/.test(raw);
  return [...items.slice(0, -1), ...(listsByComma ? last.replace(/^(?:et|and)\s+/u, '').split(LAST) : [last])]
    .map((item) => item.trim())
    .filter((item) => item !== '');
};

const withoutBrackets = (text: string): string => /^\(([^()]*)\)$/.exec(text)?.[1] ?? text;
