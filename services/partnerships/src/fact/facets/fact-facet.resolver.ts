import { LANG, languagesFor, LanguageTagScalar } from '@wizness/kernel';
import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext, PartnershipsLoaders } from '../../context';
import { Loaders } from '../../time/loaders-at';
import { labelOfKey } from '../groups/group-key-label';
import { FactFacet, FactFacetsArguments, FactFacetValue } from './fact-facet.types';

@Resolver(() => FactFacetValue)
export class FactFacetResolver {
  @Directive('@cost(weight: 50)')
  @Directive('@listSize(assumedSize: 5)')
  @Query(() => [FactFacet], {
    nullable: true,
    description:
      'Counts of the facts that a filter selects by the values of keys, for a faceted table: one entry per key, in their order. Every fact counts, unlike in `factGroups`. Null only if partnerships is unavailable.',
  })
  factFacets(@Args(() => FactFacetsArguments) args: FactFacetsArguments, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.factFacets(args);
  }

  @FieldResolver(() => String, { description: 'The value for readers.' })
  label(
    @Root() value: FactFacetValue,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: PartnershipsContext,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return labelOfKey(value, languagesFor(lang, identity), loaders);
  }
}
