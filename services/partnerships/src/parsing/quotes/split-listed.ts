/**
 * Separators: a comma or semicolon before a space, and a slash between two whole words ("km/h", dates and addresses are
 * not split).
 */
const SEPARATOR = /[,;]\s+|(?<=(?:^|[\s(])[\p{L}'’/-]*\p{L}{3})\s*\/\s*(?=\p{L}{3}[\p{L}'’-]*(?:$|[\s,;/)]))/u;

/** Separates the last item of a list with commas. Without commas, "et" may be part of one item and does not split. */
const LAST_SEPARATOR = /\s+(?:et|ainsi que|and|as well as)\s+/u;

/** The items of an enumeration, each verbatim: "agents, concessionnaires" or "partenaires/fournisseurs". */
export const splitListed = (raw: string): string[] => {
  const items = withoutBrackets(raw.trim()).split(SEPARATOR);
  const last = items.at(-1) ?? '';
  const hasCommas = /[,;]\s/.test(raw);
  return [...items.slice(0, -1), ...(hasCommas ? last.replace(/^(?:et|and)\s+/u, '').split(LAST_SEPARATOR) : [last])]
    .map((item) => item.trim())
    .filter((item) => item !== '');
};

const withoutBrackets = (text: string): string => /^\(([^()]*)\)$/.exec(text)?.[1] ?? text;
