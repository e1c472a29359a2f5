import type MarkdownIt from 'markdown-it';

type InlineRule = ReturnType<MarkdownIt['inline']['ruler']['getRules']>[number];
// The published types lack `linkLevel`, the number of links that are open at the parser's position.
type InlineState = Parameters<InlineRule>[0] & { readonly linkLevel?: number };

/** Kinds of what an author can mention: id prefixes of the graph. */
const SUBJECTS = 'org|programme|partnership|person';

/** `@lea-marchand`. Nothing follows that would make it a part of something longer. */
const MEMBER = /@([a-z0-9][a-z0-9-]{1,38}[a-z0-9])(?![\p{L}\p{N}_@-]|\.\p{L})/iuy;
const BEFORE_MEMBER = /[\p{L}\p{N}_@./+-]$/u;

/** `[[org:renault]]`, or with the words to show: `[[org:renault|the company]]`. */
const SUBJECT = new RegExp(`\\[\\[(${SUBJECTS}):([a-z0-9]+(?:-[a-z0-9]+)*)(?:\\|([^\\[\\]\\n]{1,200}))?\\]\\]`, 'uy');

/** A mention as an author writes it. */
export interface WrittenMention {
  /** What is named: `member:lea-marchand`, `org:renault`. */
  readonly reference: string;
  /** The words that readers see. */
  readonly label: string;
}

/** What ends a mention at `start` of `text`, and what it names; null if there is none. */
const readMention = (text: string, start: number): (WrittenMention & { readonly end: number }) | null => {
  if (text[start] === '@') {
    MEMBER.lastIndex = start;
    const [found = '', handle = ''] = BEFORE_MEMBER.test(text.slice(Math.max(0, start - 2), start))
      ? []
      : (MEMBER.exec(text) ?? []);
    return found === ''
      ? null
      : { reference: `member:${handle.toLowerCase()}`, label: found, end: start + found.length };
  }
  SUBJECT.lastIndex = start;
  const [found = '', kind = '', slug = '', words = ''] = SUBJECT.exec(text) ?? [];
  return found === '' ? null : { reference: `${kind}:${slug}`, label: words.trim() || slug, end: start + found.length };
};

/**
 * A rule of the Markdown parser: a mention becomes a token of the type `mention`, whose content is its label and whose `info`
 * is its reference. The parser itself leaves out code, escapes, addresses and the labels of links. `record` gets the
 * position of each token.
 */
export const mentionRule =
  (record: (token: ReturnType<InlineState['push']>, position: { start: number; end: number }) => void): InlineRule =>
  (state: InlineState, silent) => {
    const { src, pos: start } = state;
    if ((src[start] !== '@' && src[start] !== '[') || (state.linkLevel ?? 0) > 0) return false;
    const mention = readMention(src, start);
    if (mention === null) return false;
    state.pos = mention.end;
    if (silent) return true;
    const token = state.push('mention', '', 0);
    token.content = mention.label;
    token.info = mention.reference;
    record(token, { start, end: mention.end });
    return true;
  };
