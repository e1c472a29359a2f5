import type MarkdownIt from 'markdown-it';
import { createAnchors, type FoundHeading } from './heading';
import { type FoundLink, readLinkTarget, withoutEntities } from './link-target';
import {
  createMarkdown,
  type ImageEnvironment,
  type MentionLinks,
  positionOf,
  type RenderEnvironment,
} from './markdown-parser';
import { sourceIndexes } from './markdown-source';
import type { WrittenMention } from './mention-rule';
import { codePointOffsets, linesOf } from './text-position';

type Token = ReturnType<MarkdownIt['parse']>[number];

/** An image that a text shows: its normalised web address, and its description, null if nobody wrote one. */
export type FoundImage = { readonly url: string; readonly alt: string | null };

/** A mention in a text. Offsets are Unicode code points of its source, and cover the whole markup. */
export type FoundMention = WrittenMention & { readonly start: number; readonly end: number };

export type ParsedMarkdown = {
  readonly text: string;
  readonly html: string;
  readonly links: readonly FoundLink[];
  readonly headings: readonly FoundHeading[];
  readonly images: readonly FoundImage[];
  readonly mentions: readonly FoundMention[];
};

const markdown = createMarkdown();
const LOWEST_HEADING = 4;

/**
 * Parses CommonMark with strike-through and bare http(s) addresses. HTML stays text, tables are not supported, an image
 * becomes a link, and headings start at h2 because the page has its own h1. Offsets of a link cover its whole markup in
 * `source`. A mention is a link if `mentionLinks` has its address.
 */
export function readMarkdown(source: string, mentionLinks: MentionLinks = new Map()): ParsedMarkdown {
  const environment: ImageEnvironment = { images: [] };
  const tokens = markdown.parse(source, environment);
  const links = safeLinks(source, tokens);
  const headings = headingsIn(source, tokens);
  const rendering: RenderEnvironment = { mentionLinks };
  const html = markdown.renderer.render(tokens, markdown.options, rendering);
  const mentions = mentionsIn(source, tokens);
  return { text: plainText(tokens), html, links, headings, images: safeImages(environment), mentions };
}

/** The headings in text order. Sets level and anchor of their elements in the token stream. */
function headingsIn(source: string, tokens: readonly Token[]): FoundHeading[] {
  const anchorOf = createAnchors();
  const offsetAt = codePointOffsets(source);
  const lines = linesOf(source);
  const headings: FoundHeading[] = [];
  tokens.forEach((token, at) => {
    if (!/^h\d$/.test(token.tag)) return;
    const level = Number(token.tag.slice(1));
    token.tag = `h${Math.min(level + 1, LOWEST_HEADING)}`;
    if (token.type !== 'heading_open') return;
    const text = inlineText(tokens[at + 1]?.children ?? []);
    const anchor = anchorOf(text);
    token.attrSet('id', anchor);
    headings.push({ level, text, anchor, start: offsetAt(lines[token.map?.[0] ?? 0]?.start ?? 0) });
  });
  return headings;
}

/** The images with a web address. Any other is only a link, with a warning of its own. */
function safeImages({ images }: ImageEnvironment): FoundImage[] {
  return images.flatMap(({ src, alt }) => {
    const { url } = readLinkTarget(src);
    return url === null || !/^https?:/.test(url) ? [] : [{ url, alt: alt.trim() || null }];
  });
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
      const target = readLinkTarget(open.info === 'auto' ? withoutEntities(rawUrl) : rawUrl);
      if (target.url !== null) open.attrs = [['href', target.url]];
      else open.hidden = close.hidden = true;
      const { start, end } = positionOf(open);
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

/** The mentions in reading order. */
function mentionsIn(source: string, tokens: readonly Token[]): FoundMention[] {
  if (!source.includes('@') && !source.includes('[[')) return [];
  const offsetAt = codePointOffsets(source);
  const indexesOf = sourceIndexes(source);
  return tokens.flatMap((token) => {
    const mentions = (token.children ?? []).filter(({ type }) => type === 'mention');
    if (mentions.length === 0) return [];
    const indexAt = indexesOf(token);
    return mentions.map((mention) => {
      const { start, end } = positionOf(mention);
      const position = { start: offsetAt(indexAt(start)), end: offsetAt(indexAt(end)) };
      return { reference: mention.info, label: mention.content, ...position };
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
