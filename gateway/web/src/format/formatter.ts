import type { Language } from '../language/language';

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };

/** Keeps what `create` makes for each language: formatters of `Intl` take longer to make than to use. */
export const forEachLanguage = <Formatter>(
  create: (locale: string) => Formatter,
): ((language: Language) => Formatter) => {
  const made = new Map<Language, Formatter>();
  return (language) => {
    const known = made.get(language);
    if (known) return known;
    const formatter = create(LOCALES[language]);
    made.set(language, formatter);
    return formatter;
  };
};
