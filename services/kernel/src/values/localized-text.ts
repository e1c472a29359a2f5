import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { LanguageTagScalar } from './scalars';

export enum TextOrigin {
  ORIGINAL = 'ORIGINAL',
  HUMAN_TRANSLATION = 'HUMAN_TRANSLATION',
  MACHINE_TRANSLATION = 'MACHINE_TRANSLATION',
}
registerEnumType(TextOrigin, {
  name: 'TextOrigin',
  description: 'Who put a text into its language.',
  valuesConfig: {
    ORIGINAL: { description: 'Written in it.' },
    HUMAN_TRANSLATION: { description: 'Translated by a person.' },
    MACHINE_TRANSLATION: { description: 'Translated by a program.' },
  },
});

@Directive('@shareable')
@ObjectType({ description: 'One text in one language.' })
export class LocalizedText {
  @Field(() => LanguageTagScalar, { description: 'Language of `value`.' })
  readonly lang: string;

  @Field(() => String, { description: 'The text.' })
  readonly value: string;

  @Field(() => TextOrigin, { description: 'Whether this is the original or a translation.' })
  readonly origin: TextOrigin;
}

/** Texts by language tag, the original first. Kept in a json column: jsonb would put them into another order. */
export type TextByLanguage = Readonly<Record<string, string>>;

/** The language a reader gets who names none, or names one we do not have. */
const DEFAULT_LANGUAGE = 'fr';

/** The text in `lang`, else in French, else in any language; null where there is none at all. */
export const textIn = (texts: TextByLanguage, lang: string | null | undefined): string | null =>
  (lang ? texts[lang] : undefined) ?? texts[DEFAULT_LANGUAGE] ?? Object.values(texts)[0] ?? null;

/** Every language of `texts`; the first one listed is the original. */
export const localizedTexts = (texts: TextByLanguage): LocalizedText[] =>
  Object.entries(texts).map(([lang, value], index) => ({
    lang,
    value,
    origin: index === 0 ? TextOrigin.ORIGINAL : TextOrigin.HUMAN_TRANSLATION,
  }));
