/** Languages that the pages speak. */
export type Language = 'fr' | 'en';

const speaks = (tag: string): Language | null => {
  const language = tag.trim().toLowerCase().split('-')[0];
  return language === 'fr' || language === 'en' ? language : null;
};

/**
 * What to speak to somebody who sends this `Accept-Language` (RFC 9110 §12.5.4): the one of ours that they like best,
 * else English, as in our mails.
 */
export const languageFor = (header: string | undefined): Language => {
  const wishes = (header ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/i.exec(parameter)?.[1]).find(Boolean);
    return { language: speaks(tag), quality: Number(quality ?? 1) };
  });
  const ours = wishes.filter(({ language, quality }) => language !== null && quality > 0);
  return ours.toSorted((one, other) => other.quality - one.quality)[0]?.language ?? 'en';
};
