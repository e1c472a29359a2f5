import { LANG, languagesFor, LanguageTagScalar, textIn } from '@wizness/kernel';
import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext, PartnershipsLoaders } from '../../context';
import { FactProperty } from '../../property/property.entity';
import { FactSubject } from '../../subject/subject.types';
import { Loaders } from '../../time/loaders-at';
import { describeValue } from '../value/describe-fact';
import { Contradiction, ContradictionConnection, ContradictionsArguments } from './contradiction.types';

@Resolver(() => Contradiction)
export class ContradictionResolver {
  @Directive('@cost(weight: 20)')
  @Query(() => ContradictionConnection, {
    nullable: true,
    description:
      'Facts that cannot be true together, by subject and property. Null only if partnerships is unavailable.',
  })
  contradictions(
    @Args(() => ContradictionsArguments) args: ContradictionsArguments,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return loaders.listContradictions(args);
  }

  @FieldResolver(() => FactSubject, { description: 'What they are about.' })
  subject(@Root() { subjectId }: Contradiction, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.subjectById.load(subjectId);
  }

  @FieldResolver(() => FactProperty, { description: 'What they state.' })
  property(@Root() { propertyKey }: Contradiction, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.propertyByKey.load(propertyKey);
  }

  @FieldResolver(() => String, { description: 'Why they contradict, in one sentence.' })
  async message(
    @Root() { propertyKey, facts }: Contradiction,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: PartnershipsContext,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    const languages = languagesFor(lang, identity);
    const property = await loaders.propertyByKey.load(propertyKey);
    const label = textIn(property?.labels ?? {}, languages) ?? propertyKey;
    const values = await Promise.all(facts.map((fact) => describeValue(fact, languages, loaders)));
    const stated = [...new Set(values)].join(' / ');
    const sentences = {
      fr: `« ${label} » : ces valeurs ne peuvent pas toutes être vraies : ${stated}.`,
      en: `“${label}”: these values cannot all be true: ${stated}.`,
    };
    return textIn(sentences, languages) ?? sentences.en;
  }
}
