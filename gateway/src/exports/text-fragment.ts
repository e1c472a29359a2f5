/** Words of a longer quote that are given from each end. */
const WORDS = 5;

/** A hyphen would belong to the syntax. */
const encoded = (words: readonly string[]): string => encodeURIComponent(words.join(' ')).replaceAll('-', '%2D');

/**
 * The end of an address that lets a browser scroll to a quote and mark it: `#:~:text=` (URL Fragment Text Directives). The explorer
 * has its own copy of this function: it is built alone, from its own folder.
 */
export const textFragment = (quote: string): string => {
  const words = quote.trim().split(/\s+/);
  if (words.length <= 2 * WORDS) return `#:~:text=${encoded(words)}`;
  return `#:~:text=${encoded(words.slice(0, WORDS))},${encoded(words.slice(-WORDS))}`;
};
