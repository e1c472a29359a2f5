const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Whether a well-formed BCP 47 tag names a language. `und`, the undetermined language, counts as one. */
export const isKnownLanguage = (tag: string): boolean => tag === 'und' || languages.of(tag) !== undefined;
