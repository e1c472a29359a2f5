import { Directive, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { primarySubtag } from './languages';
import { LanguageTagScalar } from './scalars';
import { Wording } from './wording';

export enum TextOrigin {
  ORIGINAL = 'ORIGINAL',
  HUMAN_TRANSLATION = 'HUMAN_TRANSLATION',
  MACHINE_TRANSLATION = 'MACHINE_TRANSLATION',
}
registerEnumType(TextOrigin, {
  name: 'TextOrigin',
  description: 'Origin of a text in a language.',
  valuesConfig: {
    ORIGINAL: { description: 'Written in this language.' },
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

  @Field(() => TextOrigin, { description: 'Whether this text is the original or a translation.' })
  readonly origin: TextOrigin;

  @Field(() => Wording, { description: 'Whether the words are those of a source or of a reviewer.' })
  readonly wording: Wording;
}

@InputType({ description: "One text in one language, in a reviewer's or editor's words." })
export class LocalizedTextInput {
  @Field(() => LanguageTagScalar, { description: 'Language.' })
  readonly lang: string;

  @Field(() => String, { description: 'Text, 1 to 2,000 characters.' })
  readonly value: string;
}

/** Texts by language tag, the original first. Stored in a json column, because jsonb does not keep the order. */
export type TextByLanguage = Readonly<Record<string, string>>;

/** The text in the first of `languages` that has one, in this region or else in another; else the original; null if there is no text. */
export const textIn = (texts: TextByLanguage, languages: readonly string[]): string | null => {
  const entries = Object.entries(texts);
  const textOf = (wanted: string): string | undefined =>
    (entries.find(([lang]) => lang === wanted) ??
      entries.find(([lang]) => primarySubtag(lang) === primarySubtag(wanted)))?.[1];
  return languages.map(textOf).find((text) => text !== undefined) ?? entries[0]?.[1] ?? null;
};

/** The text in every language. The first one is the original. By default, a reviewer or editor wrote them. */
export const localizedTexts = (texts: TextByLanguage, wording = Wording.REVIEWER): LocalizedText[] =>
  Object.entries(texts).map(([lang, value], index) => ({
    lang,
    value,
    origin: index === 0 ? TextOrigin.ORIGINAL : TextOrigin.HUMAN_TRANSLATION,
    wording,
  }));
