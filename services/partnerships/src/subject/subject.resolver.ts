import { LANG, languagesFor, LanguageTagScalar } from '@wizness/kernel';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { FactSubject } from './subject.types';

@Resolver(() => FactSubject)
export class FactSubjectResolver {
  @FieldResolver(() => String, {
    description:
      'The name to show. For an organisation with several names: the current official name, else the short name, else another; among equals the one in the requested language, then the latest.',
  })
  name(
    @Root() subject: FactSubject,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity, loaders }: PartnershipsContext,
  ) {
    return loaders.nameOf(subject, languagesFor(lang, identity));
  }
}
