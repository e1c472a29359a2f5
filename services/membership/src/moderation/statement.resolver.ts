import { LANG, languagesFor, LanguageTagScalar, primarySubtag } from '@wizness/kernel';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { StatementOfReasons } from './case.types';
import { APPEAL_ELSEWHERE, appealHere, type InEachLanguage, SCOPE } from './redress';

/** The text in the first known language that the caller wants, else in French. */
export const textFor = (texts: InEachLanguage, lang: string | null, { identity }: MembershipContext): string => {
  const known = languagesFor(lang, identity).map(primarySubtag);
  return known.find((tag) => tag === 'fr' || tag === 'en') === 'en' ? texts.en : texts.fr;
};

@Resolver(() => StatementOfReasons)
export class StatementResolver {
  @FieldResolver(() => String, { description: 'Where it applies, in words.' })
  scope(@Arg('lang', () => LanguageTagScalar, LANG) lang: string | null, @Ctx() context: MembershipContext) {
    return textFor(SCOPE, lang, context);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'How to appeal, in words. Null if a measure was lifted: there is nothing to appeal against.',
  })
  howToAppeal(
    @Root() { appealUntil }: StatementOfReasons,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() context: MembershipContext,
  ) {
    if (appealUntil === null) return null;
    return `${textFor(appealHere(appealUntil), lang, context)}. ${textFor(APPEAL_ELSEWHERE, lang, context)}`;
  }
}
