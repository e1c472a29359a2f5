import { LanguageTagScalar, textIn } from '@wizness/kernel';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { FactProperty } from './property.entity';
import { labelIn, Unit } from './property.types';

const LANG = { nullable: true, description: 'Language of the text; French, or any, where it is not to be had.' };

@Resolver(() => FactProperty)
export class FactPropertyResolver {
  @Query(() => [FactProperty], {
    nullable: true,
    description: 'All kinds of statement, by key. Null while partnerships can not tell.',
  })
  factProperties(@Ctx() { loaders }: PartnershipsContext) {
    return loaders.allProperties();
  }

  @FieldResolver(() => String, { description: 'Its name for readers.' })
  label(@Root() property: FactProperty, @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null) {
    return labelIn(property.labels, property.key, lang);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What exactly is counted or said, so that like is compared with like; null where nobody wrote it down.',
  })
  definition(@Root() property: FactProperty, @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null) {
    return textIn(property.definitions, lang);
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'What its quantities are counted in; null for other kinds.',
  })
  unit(@Root() property: FactProperty, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.unitOfProperty(property);
  }
}

@Resolver(() => Unit)
export class UnitResolver {
  @FieldResolver(() => String, { description: 'Its name for readers.' })
  label(@Root() { labels, code }: Unit, @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null) {
    return labelIn(labels, code, lang);
  }
}
