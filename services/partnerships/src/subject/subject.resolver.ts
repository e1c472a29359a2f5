import { LanguageTagScalar } from '@wizness/kernel';
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
    @Arg('lang', () => LanguageTagScalar, { nullable: true, description: 'Preferred language, BCP 47; null for any.' })
    lang: string | null,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.nameOf(subject, lang);
  }
}
