import { Args, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsLoaders } from '../../context';
import { FactProperty } from '../../property/property.entity';
import { Unit, unitOf } from '../../property/property.types';
import { Loaders } from '../../time/loaders-at';
import { Comparison, ComparisonArguments, ComparisonRow } from './comparison.types';

@Resolver(() => ComparisonRow)
export class ComparisonResolver {
  @Directive('@cost(weight: 20)')
  @Query(() => Comparison, {
    nullable: true,
    description: 'Two to ten subjects side by side. Null only if partnerships is unavailable.',
  })
  comparison(@Args(() => ComparisonArguments) args: ComparisonArguments, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.compare(args);
  }

  @FieldResolver(() => FactProperty, { description: 'Property.' })
  property(@Root() { propertyKey }: ComparisonRow, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.propertyByKey.load(propertyKey);
  }

  @FieldResolver(() => Unit, { nullable: true, description: 'Unit. Null for other kinds of value.' })
  async unit(@Root() { propertyKey, unitCode }: ComparisonRow, @Loaders() loaders: PartnershipsLoaders) {
    const unit = unitCode === null ? null : await loaders.unitByCode.load(unitCode);
    return unit && unitOf(unit, await loaders.propertyByKey.load(propertyKey));
  }
}
