import MarkdownIt from 'markdown-it';

type Token = ReturnType<MarkdownIt['parse']>[number];
type InlineRule = ReturnType<MarkdownIt['inline']['ruler']['getRules']>[number];
// The published types lack `linkLevel`: how many links are open where the parser stands.
type InlineState = Parameters<InlineRule>[0] & { readonly linkLevel?: number };

/** Where a link stands in the inline text that holds it, in UTF-16 units of that text. */
export type LinkPlace = { readonly start: number; readonly end: number };

// The parser knows where it is only while it reads: its link rules are wrapped to write that down.
const places = new WeakMap<Token, LinkPlace>();

/** The place of a `link_open` token of a parser that `createMarkdown` made. */
export function placeOfLink(open: Token): LinkPlace {
  const place = places.get(open);
  if (place === undefined) throw new Error('A link was made by no known rule of the Markdown parser.');
  return place;
}

/** A CommonMark parser that lets no HTML in, judges no address, and knows where each link stands. */
export function createMarkdown(): MarkdownIt {
  const md = new MarkdownIt({ html: false, linkify: true, xhtmlOut: true }).disable('table');
  // Bare addresses: only the rule that runs while reading knows its place, and it wants a scheme, which we can tell.
  md.core.ruler.disable('linkify');
  md.linkify.add('ftp:', null).add('//', null);
  md.validateLink = () => true;
  md.normalizeLink = (url) => url;
  md.normalizeLinkText = (url) => url;
  for (const name of ['link', 'autolink', 'linkify', 'image']) {
    const rule = inlineRule(name);
    md.inline.ruler.at(name, placing(name === 'image' ? asLink(rule) : rule));
  }
  return md;
}

function placing(rule: InlineRule): InlineRule {
  return (state, silent) => {
    const { pos } = state;
    const before = state.tokens.length;
    if (!rule(state, silent)) return false;
    const open = state.tokens.slice(before).find(({ type }) => type === 'link_open');
    if (open !== undefined) {
      // A bare address is noticed at its "://", so its start is told from its end.
      const start = open.markup === 'linkify' ? state.pos - (open.attrGet('href') ?? '').length : pos;
      places.set(open, { start, end: state.pos });
    }
    return true;
  };
}

/** An image becomes a link to it, labelled by its description; inside a link only the description stays. */
function asLink(rule: InlineRule): InlineRule {
  return (state: InlineState, silent) => {
    if (!rule(state, silent)) return false;
    const image = silent ? undefined : state.tokens.pop();
    if (image === undefined) return true;
    state.tokens_meta.pop();
    const isLink = (state.linkLevel ?? 0) === 0;
    if (isLink) state.push('link_open', 'a', 1).attrs = [['href', image.attrGet('src') ?? '']];
    pushText(state, image);
    if (isLink) state.push('link_close', 'a', -1);
    return true;
  };
}

function pushText(state: InlineState, { children, content }: Token): void {
  const text = state.push('text', '', 0);
  text.content = state.md.renderer.renderInlineAsText(children ?? [], state.md.options, state.env) || content;
}

/** One of markdown-it's own rules, by its name; it offers them only as a list of those that are switched on. */
function inlineRule(name: string): InlineRule {
  const { ruler } = new MarkdownIt().inline;
  ruler.enableOnly(name);
  const [rule] = ruler.getRules('');
  if (rule === undefined) throw new Error(`The Markdown parser has no rule "${name}".`);
  return rule;
}
