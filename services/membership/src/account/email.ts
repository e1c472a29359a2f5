import { domainToASCII } from 'node:url';

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;
const MAX_LENGTH = 254;

export const INVALID_EMAIL = 'Enter an email address, such as lea@example.org.';

/**
 * The stored and compared form of an email address: lower case, domain in ASCII (RFC 5890). Returns null for an invalid
 * address. The part before the @ must be ASCII, because some Unicode letters fold into others and would make two
 * different addresses equal.
 */
export const normaliseEmail = (text: string): string | null => {
  if (text.length > MAX_LENGTH * 2) return null;
  const parts = text.trim().split('@');
  const [local, domain] = [parts[0]?.toLowerCase(), parts[1]];
  if (parts.length !== 2 || !local || !domain) return null;
  const address = `${local}@${domainToASCII(domain)}`;
  const valid = LOCAL_PART.test(local) && local.length <= 64 && DOMAIN.test(domainToASCII(domain));
  return valid && /^[\x21-\x7e]+$/.test(parts[0] ?? '') && address.length <= MAX_LENGTH ? address : null;
};
