import sanitise from 'sanitize-html';
import { LINK_SCHEMES } from './link-target';

/** All tags in the HTML of the service. Images are not allowed, because a foreign server could track readers with them. */
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

/**
 * Characters that change the order of what a reader sees, or are not seen at all. Joiners stay: scripts and emoji need them.
 */
const DECEPTIVE = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** Second line of defence: removes all other tags, attributes and schemes, whatever the renderers produced. */
export function sanitiseHtml(html: string): string {
  return sanitise(html, {
    allowedTags: [...ALLOWED_TAGS],
    allowedAttributes: { a: ['href', 'rel'], ol: ['start', 'type'], h2: ['id'], h3: ['id'], h4: ['id'] },
    allowedSchemes: [...LINK_SCHEMES],
    allowProtocolRelative: false,
    transformTags: { a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: LINK_REL } }) },
    textFilter: (text) => text.replace(DECEPTIVE, '').replaceAll('"', '&quot;'),
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for element content and for quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
