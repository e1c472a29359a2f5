import { escapeHtml } from './escape-html';
import type { Language } from './mail-templates';

/** One item of a mail to a list: a sentence or a title, more text, and where it leads. */
export interface MailItem {
  readonly title: string;
  readonly text: string | null;
  readonly url: string | null;
}

/** A mail to the members of a list, who can unsubscribe. */
export interface ListMail {
  readonly subject: string;
  readonly introduction: string;
  readonly items: readonly MailItem[];
  readonly language: Language;
  /** Page on which the reader unsubscribes, and address of the one-click request. */
  readonly unsubscribeUrl: string;
}

const UNSUBSCRIBE: Readonly<Record<Language, string>> = {
  fr: 'Ne plus recevoir ces messages :',
  en: 'Stop receiving these mails:',
};

const textOf = ({ title, text, url }: MailItem): string =>
  [title, text, url].filter((line) => line !== null && line !== '').join('\n');

const htmlOf = ({ title, text, url }: MailItem): string => {
  const heading = escapeHtml(title);
  const linked = url === null ? heading : `<a href="${escapeHtml(url)}">${heading}</a>`;
  return `<p>${linked}${text === null || text === '' ? '' : `<br>${escapeHtml(text)}`}</p>`;
};

/** Text and HTML of a mail with the same content. */
export const renderListMail = ({ subject, introduction, items, language, unsubscribeUrl }: ListMail) => ({
  subject,
  text: `${[introduction, ...items.map(textOf), `${UNSUBSCRIBE[language]}\n${unsubscribeUrl}`].join('\n\n')}\n`,
  html: `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body>
<p>${escapeHtml(introduction)}</p>
${items.map(htmlOf).join('\n')}
<p><small>${UNSUBSCRIBE[language]} <a href="${escapeHtml(unsubscribeUrl)}">${escapeHtml(unsubscribeUrl)}</a></small></p>
</body></html>
`,
});

/**
 * Headers of a mail to a list: one-click unsubscribing (RFC 8058), the list (RFC 2919), and that no program should answer
 * (RFC 3834 §5). Given as plain headers, because nodemailer's own option writes List-Unsubscribe-Post in another form.
 */
export const listHeaders = (list: string, unsubscribeUrl: string, publicUrl: string): Record<string, string> => ({
  'List-Id': `<${list.toLowerCase()}.${new URL(publicUrl).hostname}>`,
  'List-Unsubscribe': `<${unsubscribeUrl}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
});

/** Where a reader unsubscribes with the token of their mail. */
export const unsubscribeUrlOf = (publicUrl: string, token: string): string => `${publicUrl}/mail/unsubscribe/${token}`;
