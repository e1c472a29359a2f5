import { escapeHtml } from '../pages/escape';

/** Characters that XML 1.0 does not allow (section 2.2), even as references. */
// eslint-disable-next-line no-control-regex
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A text for element content and attributes of XML. A character that XML does not allow becomes U+FFFD. */
export const escapeXml = (text: string): string => escapeHtml(text.replace(NOT_IN_XML, '\uFFFD'));

/** An element with a text. Empty if the text is null or undefined. */
export const textElement = (name: string, text: string | null | undefined): string =>
  text == null ? '' : `<${name}>${escapeXml(text)}</${name}>`;

/** An empty element with attributes. Empty if one of them is null. */
export const emptyElement = (name: string, attributes: Readonly<Record<string, string | null>>): string => {
  const entries = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${escapeXml(value)}"`],
  );
  return entries.length < Object.keys(attributes).length ? '' : `<${name}${entries.join('')}/>`;
};
