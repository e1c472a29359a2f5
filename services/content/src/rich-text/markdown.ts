import type MarkdownIt from 'markdown-it';
import { type FoundLink, readLinkTarget } from './link-target';
import { createMarkdown, positionOfLink } from './markdown-parser';
import { sourceIndexes } from './markdown-source';
import { codePointOffsets } from './text-position';

type Token = ReturnType<MarkdownIt['parse']>[number];

export type ParsedMarkdown = { readonly text: string; readonly html: string; readonly links: readonly FoundLink[] };

const markdown = createMarkdown();
const LOWEST_HEADING = 4;

/**
 * Parses CommonMark with strike-through and bare http(s) addresses. HTML stays text, tables are not supported, an image
 * becomes a link, and headings start at h2 because the page has its own h1. Offsets of a link cover its whole markup in
 * `source`.
 */
export function readMarkdown(source: string): ParsedMarkdown {
  const tokens = markdown.parse(source, {});
  const links = safeLinks(source, tokens);
  for (const token of tokens) {
    if (token.tag.match(/^h\d$/)) token.tag = `h${Math.min(Number(token.tag.slice(1)) + 1, LOWEST_HEADING)}`;
  }
  return { text: plainText(tokens), html: markdown.renderer.render(tokens, markdown.options, {}), links };
}

/** The links in reading order. Hides the tags of links without a usable address in the token stream. */
function safeLinks(source: string, tokens: readonly Token[]): FoundLink[] {
  const offsetAt = codePointOffsets(source);
  const indexesOf = sourceIndexes(source);
  return tokens.flatMap((token) => {
    const pairs = linkPairs(token.children ?? []);
    if (pairs.length === 0) return [];
    const indexAt = indexesOf(token);
    return pairs.map(({ open, within, close }) => {
      const rawUrl = open.attrGet('href') ?? '';
      const target = readLinkTarget(rawUrl);
      if (target.url !== null) open.attrs = [['href', target.url]];
      else open.hidden = close.hidden = true;
      const { start, end } = positionOfLink(open);
      return {
        label: inlineText(within),
        rawUrl,
        ...target,
        start: offsetAt(indexAt(start)),
        end: offsetAt(indexAt(end)),
      };
    });
  });
}

type LinkPair = { readonly open: Token; readonly within: readonly Token[]; readonly close: Token };

/** Links do not nest, so a link ends at the first closing token. */
function linkPairs(children: readonly Token[]): LinkPair[] {
  const pairs: LinkPair[] = [];
  let openAt = -1;
  children.forEach((child, at) => {
    if (child.type === 'link_open') openAt = at;
    const open = children[openAt];
    if (child.type === 'link_close' && open !== undefined) {
      pairs.push({ open, within: children.slice(openAt + 1, at), close: child });
    }
  });
  return pairs;
}

/** Separates blocks by a blank line, and the items of a tight list by a line break. */
function plainText(tokens: readonly Token[]): string {
  let text = '';
  let wasItem = false;
  tokens.forEach((token, at) => {
    const block = token.type === 'inline' ? inlineText(token.children ?? []) : token.content.trimEnd();
    if (block === '') return;
    const isItem = tokens[at - 1]?.hidden ?? false;
    text += text === '' ? block : `${isItem && wasItem ? '\n' : '\n\n'}${block}`;
    wasItem = isItem;
  });
  return text;
}

function inlineText(tokens: readonly Token[]): string {
  return tokens.map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? '\n' : content)).join('');
}
