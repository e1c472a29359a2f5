import MarkdownIt from 'markdown-it';
import { escapeHtml } from './html';
import { withoutEntities } from './link-target';
import { mentionRule } from './mention-rule';

type Token = ReturnType<MarkdownIt['parse']>[number];
type InlineRule = ReturnType<MarkdownIt['inline']['ruler']['getRules']>[number];
// The published types lack `linkLevel`, the number of links that are open at the parser's position.
type InlineState = Parameters<InlineRule>[0] & { readonly linkLevel?: number };

/** What the parser adds to the environment of `parse`: the images in reading order, as they are written. */
export interface ImageEnvironment {
  readonly images: { readonly src: string; readonly alt: string }[];
}

/** Addresses of what is mentioned, by reference: `member:lea`. A mention of anything else is shown as text. */
export type MentionLinks = ReadonlyMap<string, string>;

/** What `render` finds in its environment. */
export interface RenderEnvironment {
  readonly mentionLinks: MentionLinks;
}

/** Position of a link or a mention in its inline text, in UTF-16 code units of that text. */
export type LinkPosition = { readonly start: number; readonly end: number };

// The parser knows positions only while it reads, so its link rules are wrapped to record them.
const positions = new WeakMap<Token, LinkPosition>();

/** The position of a `link_open` or `mention` token from a parser of `createMarkdown`. */
export function positionOf(token: Token): LinkPosition {
  const position = positions.get(token);
  if (position === undefined) throw new Error('A link comes from an unknown rule of the Markdown parser.');
  return position;
}

/** A CommonMark parser that keeps HTML as text, accepts every address, and records the position of each link. */
export function createMarkdown(): MarkdownIt {
  const md = new MarkdownIt({ html: false, linkify: true, xhtmlOut: true }).disable('table');
  // For bare addresses, only the inline rule knows positions. It needs a scheme, so addresses without one stay text.
  md.core.ruler.disable('linkify');
  md.linkify.add('ftp:', null).add('//', null);
  endWithTheAddress(md.linkify);
  md.validateLink = () => true;
  md.normalizeLink = (url) => url;
  md.normalizeLinkText = withoutEntities;
  for (const name of ['link', 'autolink', 'linkify', 'image']) {
    const rule = inlineRule(name);
    md.inline.ruler.at(name, recordPosition(name === 'image' ? asLink(rule) : rule));
  }
  md.inline.ruler.before(
    'link',
    'mention',
    mentionRule((token, position) => positions.set(token, position)),
  );
  md.renderer.rules['mention'] = renderMention;
  return md;
}

function renderMention(tokens: Token[], index: number, _options: unknown, environment: RenderEnvironment): string {
  const { content = '', info = '' } = tokens[index] ?? {};
  const url = environment.mentionLinks.get(info);
  return url === undefined ? escapeHtml(content) : `<a href="${escapeHtml(url)}">${escapeHtml(content)}</a>`;
}

/**
 * A character that no address has in prose: a quotation mark, an ellipsis, a bracket or another punctuation mark outside of ASCII,
 * or one without a width. Between letters or digits, an apostrophe, an en dash and a middle dot are a part of it.
 */
const ENDS_ADDRESS =
  /["…⋯—❛-❞]|\.{3}|(?![‘’–·\u200c\u200d])(?=\P{ASCII})[\p{P}\p{Cf}]|[’‘'–·](?![\p{L}\p{N}])|&(?!amp;|#38;|#x26;)(?:#\d+|#x[\da-f]+|[a-z][a-z\d]+);/iu;
/** Marks that end the sentence, or an emphasis, around an address. */
const ENDS_SENTENCE = ".,:;!?'*_~|^`";

/** A longer address stays text: a text of many addresses without spaces would be read to its end for each of them. */
const MAX_ADDRESS = 4000;

/** A bare address ends before what belongs to the sentence around it, which the library takes for a part of it. */
function endWithTheAddress(linkify: MarkdownIt['linkify']): void {
  const matchAtStart = linkify.matchAtStart.bind(linkify);
  const shorten = <Match extends { url: string; text: string; raw: string; index: number; lastIndex: number }>(
    found: Match,
    text: string,
  ): Match => {
    // The library leaves out the semicolon of an entity at the end.
    const at = text.slice(found.index, found.lastIndex + 1).search(ENDS_ADDRESS);
    let end = at < 0 ? found.raw.length : Math.min(at, found.raw.length);
    while (ENDS_SENTENCE.includes(found.raw[end - 1] ?? ' ')) end -= 1;
    const cut = found.raw.length - end;
    const cutOff = (address: string): string => address.slice(0, address.length - cut);
    return Object.assign(found, {
      url: cutOff(found.url),
      text: cutOff(found.text),
      raw: cutOff(found.raw),
      lastIndex: found.lastIndex - cut,
    });
  };
  linkify.matchAtStart = (text) => {
    const window = text.slice(0, MAX_ADDRESS + 1);
    const found = matchAtStart(window);
    const shortened = found && shorten(found, window);
    return shortened && shortened.lastIndex <= MAX_ADDRESS ? shortened : null;
  };
}

function recordPosition(rule: InlineRule): InlineRule {
  return (state, silent) => {
    const { pos } = state;
    const before = state.tokens.length;
    if (!rule(state, silent)) return false;
    const open = state.tokens.slice(before).find(({ type }) => type === 'link_open');
    if (open !== undefined) {
      // The rule matches a bare address at its "://", so the start is computed from the end.
      const start = open.markup === 'linkify' ? state.pos - (open.attrGet('href') ?? '').length : pos;
      positions.set(open, { start, end: state.pos });
    }
    return true;
  };
}

/**
 * Turns an image into a link to it, labelled with its description, and lists it in the environment. Inside a link only the
 * description stays.
 */
function asLink(rule: InlineRule): InlineRule {
  return (state: InlineState, silent) => {
    if (!rule(state, silent)) return false;
    const image = silent ? undefined : state.tokens.pop();
    if (image === undefined) return true;
    state.tokens_meta.pop();
    const isLink = (state.linkLevel ?? 0) === 0;
    const src = image.attrGet('src') ?? '';
    if (isLink) state.push('link_open', 'a', 1).attrs = [['href', src]];
    (state.env as ImageEnvironment).images.push({ src, alt: descriptionOf(state, image) });
    pushText(state, image);
    if (isLink) state.push('link_close', 'a', -1);
    return true;
  };
}

function descriptionOf(state: InlineState, { children }: Token): string {
  return state.md.renderer.renderInlineAsText(children ?? [], state.md.options, state.env);
}

function pushText(state: InlineState, image: Token): void {
  const text = state.push('text', '', 0);
  text.content = descriptionOf(state, image) || image.content;
}

/** A rule of markdown-it by name. Its API only lists the enabled rules, so all others are disabled first. */
function inlineRule(name: string): InlineRule {
  const { ruler } = new MarkdownIt().inline;
  ruler.enableOnly(name);
  const [rule] = ruler.getRules('');
  if (rule === undefined) throw new Error(`The Markdown parser has no rule "${name}".`);
  return rule;
}
