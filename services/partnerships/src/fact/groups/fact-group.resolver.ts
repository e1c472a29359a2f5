import { badArgument, DecimalScalar, LANG, languagesFor, LanguageTagScalar } from '@wizness/kernel';
import { Arg, Args, Ctx, Directive, FieldResolver, Float, Int, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext, PartnershipsLoaders } from '../../context';
import { Unit, unitOf } from '../../property/property.types';
import { FactSubject } from '../../subject/subject.types';
import { Loaders } from '../../time/loaders-at';
import { FactConnection } from '../fact.types';
import { FactGroupsArguments } from './fact-group.arguments';
import { FactGroupKey } from './fact-group.enums';
import { FactExclusion, FactGroup, FactGroupConnection, GroupKey } from './fact-group.types';
import { labelOfKey } from './group-key-label';
import { ForwardPageArguments } from '@wizness/kernel';

@Resolver(() => FactGroup)
export class FactGroupResolver {
  @Directive('@cost(weight: 50)')
  @Query(() => FactGroupConnection, {
    nullable: true,
    description:
      'Facts added up. Groups are always split by property, measure and unit, so that a target is never added to what was reached. Null only if partnerships is unavailable.',
  })
  factGroups(@Args(() => FactGroupsArguments) args: FactGroupsArguments, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.listGroups(args);
  }

  @FieldResolver(() => Int, {
    description:
      'Number of distinct origins of the facts that count. Copies of one origin count once. Sources that the caller may not see are counted.',
  })
  sources(@Root() { lazy, token }: FactGroup) {
    return lazy.sources(token);
  }

  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description: 'Percentile of exact values, by nearest rank: always one of the values. Null if there are none.',
  })
  percentile(@Root() { lazy, token }: FactGroup, @Arg('p', () => Float, { description: '0 to 100.' }) p: number) {
    if (p >= 0 && p <= 100) return lazy.percentile(token, p);
    throw badArgument(['p'], `\`p\` must be between 0 and 100, not ${p}.`, ['0 to 100']);
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'Unit of all figures of the group. Null for other kinds of value.',
  })
  async unit(@Root() { unitCode, propertyKey }: FactGroup, @Loaders() loaders: PartnershipsLoaders) {
    const unit = unitCode === null ? null : await loaders.unitByCode.load(unitCode);
    return unit && unitOf(unit, await loaders.propertyByKey.load(propertyKey));
  }
}

@Resolver(() => FactExclusion)
export class FactExclusionResolver {
  @Directive('@cost(weight: 20)')
  @FieldResolver(() => FactConnection, { description: 'The facts.' })
  facts(@Root() { group, reason }: FactExclusion, @Args(() => ForwardPageArguments) args: ForwardPageArguments) {
    return group.lazy.excluded(group.token, reason, args);
  }
}

@Resolver(() => GroupKey)
export class GroupKeyResolver {
  @FieldResolver(() => String, { description: 'The value for readers.' })
  label(
    @Root() groupKey: GroupKey,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: PartnershipsContext,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return labelOfKey(groupKey, languagesFor(lang, identity), loaders);
  }

  @FieldResolver(() => FactSubject, {
    nullable: true,
    description: 'The value as an entity. Null for keys other than SUBJECT.',
  })
  entity(@Root() { key, value }: GroupKey, @Loaders() loaders: PartnershipsLoaders) {
    return key === FactGroupKey.SUBJECT && value !== null ? loaders.subjectById.load(value) : null;
  }
}
