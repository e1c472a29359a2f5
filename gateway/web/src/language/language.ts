import { createContext, useContext } from 'react';
import { ENUM_LABELS } from '../generated/enum-labels';
import { en, type Texts } from './en';
import { fr } from './fr';

/** Languages of the explorer. */
export type Language = 'fr' | 'en';

const TEXTS: Readonly<Record<Language, Texts>> = { en, fr };

export const textsIn = (language: Language): Texts => TEXTS[language];

const LanguageContext = createContext<Language>('en');

export const LanguageProvider = LanguageContext.Provider;

export const useLanguage = (): Language => useContext(LanguageContext);

export const useTexts = (): Texts => TEXTS[useLanguage()];

/** The label of an enum value, such as `TARGET` of `FactMeasure`. A value that is newer than the explorer is shown in words. */
const enumLabel = (language: Language, name: string, value: string): string =>
  ENUM_LABELS[name]?.[value]?.[language] ?? value.toLowerCase().replaceAll('_', ' ');

/** Labels of enum values in the language of the page. */
export const useEnumLabel = (): ((name: string, value: string) => string) => {
  const language = useLanguage();
  return (name, value) => enumLabel(language, name, value);
};
