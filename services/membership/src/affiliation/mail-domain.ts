import { normaliseEmail } from '../account/email';

/** Providers at which anybody can open a mailbox: their domains say nothing about where a member works. */
const PUBLIC_PROVIDERS = new Set(
  `gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr
  ymail.com icloud.com me.com mac.com aol.com gmx.com gmx.de gmx.net web.de mail.com mail.ru yandex.ru proton.me
  protonmail.com tutanota.com zoho.com orange.fr wanadoo.fr free.fr sfr.fr laposte.net bbox.fr neuf.fr`.split(/\s+/),
);

/** The domain of a normalised email address. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);

/** The stored form of a domain: lower case, in ASCII. Null if no address can have it, or anybody can. */
export const normaliseDomain = (text: string): string | null => {
  const email = normaliseEmail(`x@${text.trim()}`);
  const domain = email && domainOf(email);
  return domain && !PUBLIC_PROVIDERS.has(domain) ? domain : null;
};
