/** Languages of the pages. */
export type Language = 'fr' | 'en';

const supportedLanguage = (tag: string): Language | null => {
  const language = tag.trim().toLowerCase().split('-')[0];
  return language === 'fr' || language === 'en' ? language : null;
};

/** The supported language that an `Accept-Language` header (RFC 9110 §12.5.4) prefers. Defaults to English, as in mails. */
export const languageFor = (header: string | undefined): Language => {
  const preferences = (header ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/i.exec(parameter)?.[1]).find(Boolean);
    return { language: supportedLanguage(tag), quality: Number(quality ?? 1) };
  });
  const accepted = preferences.filter(({ language, quality }) => language !== null && quality > 0);
  return accepted.toSorted((one, other) => other.quality - one.quality)[0]?.language ?? 'en';
};
