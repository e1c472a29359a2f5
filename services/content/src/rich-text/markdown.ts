import type MarkdownIt from 'markdown-it';
import { type FoundLink, readLinkTarget } from './link-target';
import { createMarkdown, placeOfLink } from './markdown-parser';
import { sourceIndexes } from './markdown-source';
import { codePointOffsets } from './text-position';

type Token = ReturnType<MarkdownIt['parse']>[number];

export type MarkdownReading = { readonly text: string; readonly html: string; readonly links: readonly FoundLink[] };

const markdown = createMarkdown();
const SMALLEST_HEADING = 4;

/**
 * Reads CommonMark with strike-through and bare http(s) addresses. HTML stays text, tables are not read, an image is
 * a link to it, headings start at h2 (the page has its own h1). Link offsets are those of the whole link in `source`.
 */
export function readMarkdown(source: string): MarkdownReading {
  const tokens = markdown.parse(source, {});
  const links = safeLinks(source, tokens);
  for (const token of tokens) {
    if (token.tag.match(/^h\d$/)) token.tag = `h${Math.min(Number(token.tag.slice(1)) + 1, SMALLEST_HEADING)}`;
  }
  return { text: plainText(tokens), html: markdown.renderer.render(tokens, markdown.options, {}), links };
}

/** The links, in reading order; on the way, those that lead nowhere lose their tag in the token stream. */
function safeLinks(source: string, tokens: readonly Token[]): FoundLink[] {
  const offsetAt = codePointOffsets(source);
  const indexesOf = sourceIndexes(source);
  return tokens.flatMap((token) => {
    const children = token.children ?? [];
    const opens = children.flatMap((child, index) => (child.type === 'link_open' ? [{ open: child, index }] : []));
    if (opens.length === 0) return [];
    const indexAt = indexesOf(token);
    return opens.map(({ open, index }) => {
      const closeAt = children.findIndex((child, at) => at > index && child.type === 'link_close');
      const rawUrl = open.attrGet('href') ?? '';
      const target = readLinkTarget(rawUrl);
      if (target.url !== null) open.attrs = [['href', target.url]];
      else for (const tag of [open, children[closeAt]]) if (tag !== undefined) tag.hidden = true;
      const place = placeOfLink(open);
      return {
        label: inlineText(children.slice(index, closeAt)),
        rawUrl,
        ...target,
        start: offsetAt(indexAt(place.start)),
        end: offsetAt(indexAt(place.end)),
      };
    });
  });
}

/** A blank line between blocks, a mere line break between the items of a tight list. */
function plainText(tokens: readonly Token[]): string {
  let text = '';
  let isTight = false;
  for (const token of tokens) {
    if (token.type === 'paragraph_open') isTight = token.hidden;
    const block = token.type === 'inline' ? inlineText(token.children ?? []) : token.content.trimEnd();
    if (block === '') continue;
    text += text === '' ? block : `${isTight ? '\n' : '\n\n'}${block}`;
  }
  return text;
}

function inlineText(tokens: readonly Token[]): string {
  return tokens.map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? '\n' : content)).join('');
}
