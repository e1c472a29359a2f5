import { domainToASCII } from 'node:url';

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;
const LONGEST = 254;

/**
 * An e-mail address as it is kept and compared: lower case, the domain in ASCII (RFC 5890). Null where it is none.
 * The part before the @ must be ASCII: Unicode letters that fold into others would let one address pass for another.
 */
export const normaliseEmail = (text: string): string | null => {
  if (text.length > LONGEST * 2) return null;
  const parts = text.trim().split('@');
  const [local, domain] = [parts[0]?.toLowerCase(), parts[1]];
  if (parts.length !== 2 || !local || !domain) return null;
  const address = `${local}@${domainToASCII(domain)}`;
  const valid = LOCAL_PART.test(local) && local.length <= 64 && DOMAIN.test(domainToASCII(domain));
  return valid && /^[\x21-\x7e]+$/.test(parts[0] ?? '') && address.length <= LONGEST ? address : null;
};
