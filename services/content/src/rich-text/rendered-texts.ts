import type { MentionLinks } from './markdown-parser';
import { type RenderedRichText, renderRichText, type RichTextFormat } from './rich-text';

/** In UTF-16 code units of the sources together. */
const MAX_LENGTH = 2_000_000;

/**
 * Returns a function that renders each text once, as long as it is kept. An operation can select one text under many
 * aliases, and rendering a long one takes a tenth of a second. Memory is bounded: at two million characters, all are dropped.
 */
export const createRenderedTexts = (
  render = renderRichText,
): ((source: string, format: RichTextFormat, mentionLinks?: MentionLinks) => RenderedRichText) => {
  const formats = new Map<RichTextFormat, Map<string, RenderedRichText>>();
  let length = 0;
  return (source, format, mentionLinks = new Map()) => {
    const key = mentionLinks.size === 0 ? source : `${source}\0${JSON.stringify([...mentionLinks])}`;
    const known = formats.get(format)?.get(key);
    if (known) return known;
    const rendered = render(source, format, mentionLinks);
    length += key.length;
    if (length > MAX_LENGTH) {
      formats.clear();
      length = key.length;
    }
    const texts = formats.get(format) ?? new Map<string, RenderedRichText>();
    formats.set(format, texts.set(key, rendered));
    return rendered;
  };
};

/** Renders a text, or returns what it was rendered to before. */
export const renderedText = createRenderedTexts();
