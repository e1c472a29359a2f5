import { type FoundLink, readLinkTarget, withoutEntities } from './link-target';
import { codePointOffsets } from './text-position';

/** Invalid link markup, which stays literal. `start` is in code points, as for links. */
type MarkupFault = { readonly message: string; readonly start: number };

export type WiznessLinks = { readonly links: readonly FoundLink[]; readonly faults: readonly MarkupFault[] };

const OPENING = '{{LNK|';
const CLOSING = '}}';
const HOW_TO_WRITE = 'write {{LNK|label|https://example.org/}}';
// Of three braces, the last two open a link. Other markup in braces is skipped.
const TOKEN = /\{\{(?!\{)|\}\}/g;
const LINK_LIKE = /\{\{\s*lnk\b/iy;

/**
 * The links of a text in Wizness markup, in reading order: `{{LNK|` label `|` url? `}}` on one line. A label can contain
 * `&` and single braces, but not `|` or `}}`. The url can be empty (MISSING_URL). Offsets of a link cover its whole markup.
 */
export function parseLinks(text: string): WiznessLinks {
  const offsetAt = codePointOffsets(text);
  const links: FoundLink[] = [];
  const faults: MarkupFault[] = [];
  let readTo = 0;
  for (const { index, 0: token } of text.matchAll(TOKEN)) {
    if (index < readTo) continue;
    const fault = (problem: string) => faults.push({ message: problem, start: offsetAt(index) });
    if (token === CLOSING) {
      fault(`"}}" closes no link: remove it, or ${HOW_TO_WRITE}.`);
      readTo = index + CLOSING.length;
      continue;
    }
    const end = closingAfter(text, index);
    LINK_LIKE.lastIndex = index;
    const isLink = LINK_LIKE.test(text);
    if (end === null) {
      if (isLink) fault(`The link is not closed on its line: ${HOW_TO_WRITE}.`);
      continue;
    }
    readTo = end;
    if (!isLink) continue;
    if (!text.startsWith(OPENING, index)) {
      fault(`The link does not open with "${OPENING}": ${HOW_TO_WRITE}.`);
      continue;
    }
    const [label = '', rawUrl, ...more] = text.slice(index + OPENING.length, end - CLOSING.length).split('|');
    if (rawUrl === undefined) fault(`The link has no "|" between label and address: ${HOW_TO_WRITE}.`);
    else if (more.length > 0) fault(`The link has more than one "|" after its name: ${HOW_TO_WRITE}.`);
    else
      links.push({
        label,
        rawUrl,
        ...readLinkTarget(withoutEntities(rawUrl)),
        start: offsetAt(index),
        end: offsetAt(end),
      });
  }
  return { links, faults };
}

/** End of the markup that opens at `index`; null if other markup opens or the line ends first. */
function closingAfter(text: string, index: number): number | null {
  const stop = /\{\{|\}\}|[\r\n]/g;
  stop.lastIndex = index + 2;
  const found = stop.exec(text);
  if (found?.[0] !== CLOSING) return null;
  // A brace that opens inside an address closes there too: "…/{lot}}}".
  const opened = text.slice(index + 2, found.index).split('{').length - 1;
  const run = /^\}+/.exec(text.slice(found.index))?.[0].length ?? 2;
  return found.index + Math.min(run, CLOSING.length + opened);
}

/** Text of a link for readers: its label, or its address if the label is blank. */
export function linkText({ label, rawUrl }: Pick<FoundLink, 'label' | 'rawUrl'>): string {
  return label.trim() || rawUrl.trim();
}
