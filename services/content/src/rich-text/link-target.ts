/** What the text alone can say of a link. Whether the target answers is for a link checker to find out. */
type LinkTargetStatus = 'UNCHECKED' | 'MISSING_URL' | 'UNSAFE_SCHEME';

export type LinkTarget = { readonly url: string | null; readonly status: LinkTargetStatus };

/** A link found in a text. Offsets are Unicode code points of that text; `label` and `rawUrl` are as written. */
export type FoundLink = LinkTarget & {
  readonly label: string;
  readonly rawUrl: string;
  readonly start: number;
  readonly end: number;
};

export const LINK_SCHEMES: readonly string[] = ['http', 'https', 'mailto'];

/**
 * Reads the address of a link. `url` is normalised (WHATWG URL) and only there for http, https and mailto;
 * any other scheme, an address without one, or one that is no URL is UNSAFE_SCHEME.
 */
export function readLinkTarget(rawUrl: string): LinkTarget {
  const address = rawUrl.trim();
  if (address === '') return { url: null, status: 'MISSING_URL' };
  if (!URL.canParse(address)) return { url: null, status: 'UNSAFE_SCHEME' };
  const url = new URL(address);
  if (!LINK_SCHEMES.includes(url.protocol.slice(0, -1))) return { url: null, status: 'UNSAFE_SCHEME' };
  return { url: url.href, status: 'UNCHECKED' };
}

/** Why a link leads nowhere and how to mend it; null for one that does lead somewhere. */
export function linkComplaint({ status, rawUrl }: FoundLink): string | null {
  switch (status) {
    case 'UNCHECKED':
      return null;
    case 'MISSING_URL':
      return 'The link has no address: add one, or write the label as plain text.';
    case 'UNSAFE_SCHEME':
      return `The link address "${rawUrl.slice(0, 60)}" is not a full http, https or mailto address: it is shown as text. Write it whole, such as https://example.org/.`;
  }
}
