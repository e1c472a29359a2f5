import { LanguageTagScalar } from '@wizness/kernel';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { FactSubject } from './subject.types';

@Resolver(() => FactSubject)
export class FactSubjectResolver {
  @FieldResolver(() => String, {
    description:
      'The name to show. Of an organisation with several: the official one it has now, else the short one, else another; of equals the one in the language asked for, then the one taken last.',
  })
  name(
    @Root() subject: FactSubject,
    @Arg('lang', () => LanguageTagScalar, { nullable: true, description: 'Language wanted; null for whichever.' }) lang:
      | string
      | null,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.nameOf(subject, lang);
  }
}
