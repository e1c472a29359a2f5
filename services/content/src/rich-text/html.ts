import sanitise from 'sanitize-html';
import { LINK_SCHEMES } from './link-target';

/** Every tag that can leave the service. There is no image: an image of an unknown server tells on its readers. */
export const ALLOWED_TAGS: readonly string[] = [
  'p',
  'br',
  'h2',
  'h3',
  'h4',
  'ul',
  'ol',
  'li',
  'blockquote',
  'a',
  'strong',
  'em',
  's',
  'code',
  'pre',
  'hr',
];

const LINK_REL = 'nofollow ugc noopener';

/** The second wall: whatever our renderers made, only these tags, attributes and schemes get through. */
export function sanitiseHtml(html: string): string {
  return sanitise(html, {
    allowedTags: [...ALLOWED_TAGS],
    allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
    allowedSchemes: [...LINK_SCHEMES],
    allowProtocolRelative: false,
    transformTags: { a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: LINK_REL } }) },
    textFilter: (text) => text.replaceAll('"', '&quot;'),
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for HTML, in element content and in quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
