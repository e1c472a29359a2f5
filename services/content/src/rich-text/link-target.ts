import { isUrl } from '@wizness/kernel';

/** State of a link as far as the text shows it. Whether the target responds is not checked here. */
type LinkTargetStatus = 'UNCHECKED' | 'MISSING_URL' | 'UNSAFE_SCHEME';

export type LinkTarget = { readonly url: string | null; readonly status: LinkTargetStatus };

/** A link found in a text. Offsets are Unicode code points of that text; `label` and `rawUrl` are as written. */
export type FoundLink = LinkTarget & {
  readonly label: string;
  readonly rawUrl: string;
  readonly start: number;
  readonly end: number;
};

/** `&` as an entity, also when it was escaped more than once. Pages saved from HTML write it so in an address. */
const AMPERSAND = /&(?:(?:amp|#38|#x26);)+/gi;

/** An address from a text in which `&` may be written as an entity. */
export const withoutEntities = (address: string): string => address.replace(AMPERSAND, '&');

export const LINK_SCHEMES: readonly string[] = ['http', 'https', 'mailto'];

/** Characters that nobody sees, which copying an address adds to it. */
const WITHOUT_WIDTH = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/**
 * Reads the address of a link. `url` is normalised (WHATWG URL), but keeps braces as they are written, and is set only for http, https and mailto. Another scheme,
 * an address without a scheme, an invalid URL, or one with a user name, which hides the real host, is UNSAFE_SCHEME.
 */
export function readLinkTarget(rawUrl: string): LinkTarget {
  const address = rawUrl.replace(WITHOUT_WIDTH, '').trim();
  if (address === '') return { url: null, status: 'MISSING_URL' };
  if (!isUrl(address)) return { url: null, status: 'UNSAFE_SCHEME' };
  const url = new URL(address);
  if (!LINK_SCHEMES.includes(url.protocol.slice(0, -1))) return { url: null, status: 'UNSAFE_SCHEME' };
  if (url.username !== '' || url.password !== '') return { url: null, status: 'UNSAFE_SCHEME' };
  // Templates such as "/{id}" are the address that the author wrote. Browsers encode them when they follow the link.
  const href = address.includes('{') ? url.href.replaceAll('%7B', '{').replaceAll('%7D', '}') : url.href;
  return { url: href, status: 'UNCHECKED' };
}

/** Why a link has no usable address and how to correct it; null if it has one. */
export function linkProblem({ status, rawUrl }: FoundLink): string | null {
  switch (status) {
    case 'UNCHECKED':
      return null;
    case 'MISSING_URL':
      return 'The link has no address: add one, or write the label as plain text.';
    case 'UNSAFE_SCHEME':
      return `The link address "${rawUrl.slice(0, 60)}" is not a full http, https or mailto address, or has a user name, and is shown as text: give a full address, such as https://example.org/.`;
  }
}
