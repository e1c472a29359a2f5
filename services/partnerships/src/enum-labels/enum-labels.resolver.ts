import { checkKnown, checkList, enumLabels, LANG, languagesFor, LanguageTagScalar, textIn } from '@wizness/kernel';
import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { EnumLabels, EnumValueLabel } from './enum-labels.types';

const NAMES = Object.keys(enumLabels);

@Resolver(() => EnumValueLabel)
export class EnumLabelsResolver {
  @Directive('@listSize(assumedSize: 60)')
  @Query(() => [EnumLabels], {
    nullable: true,
    description:
      'Labels of enum values, for all enums of the graph. Read it once per language. Null only if partnerships is unavailable.',
  })
  enumLabels(
    @Arg('names', () => [String], { nullable: true, description: 'Names of enums. Null is all; at most 100.' })
    names: readonly string[] | null,
  ): EnumLabels[] {
    checkKnown({ what: 'enum', argument: ['names'], given: checkList(names ?? [], ['names']), known: NAMES });
    return (names ?? NAMES).map((name) => ({
      name,
      values: Object.entries(enumLabels[name] ?? {}).map(([value, labels]) => ({ value, labels: { ...labels } })),
    }));
  }

  @FieldResolver(() => String, { description: 'Name for readers.' })
  label(
    @Root() { labels, value }: EnumValueLabel,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: PartnershipsContext,
  ) {
    return textIn(labels, languagesFor(lang, identity)) ?? value;
  }
}
