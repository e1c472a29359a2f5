import { LanguageTagScalar, textIn } from '@wizness/kernel';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { FactProperty } from './property.entity';
import { labelIn, Unit } from './property.types';

const LANG = {
  nullable: true,
  description: 'Preferred language. Defaults to French, then to any language that has a text.',
};

@Resolver(() => FactProperty)
export class FactPropertyResolver {
  @Query(() => [FactProperty], {
    nullable: true,
    description: 'All properties, sorted by key. Null: partnerships is unavailable.',
  })
  factProperties(@Ctx() { loaders }: PartnershipsContext) {
    return loaders.allProperties();
  }

  @FieldResolver(() => String, { description: 'Name for readers.' })
  label(@Root() property: FactProperty, @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null) {
    return labelIn(property.labels, property.key, lang);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What exactly the values state or count. Null: no definition has been written.',
  })
  definition(@Root() property: FactProperty, @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null) {
    return textIn(property.definitions, lang);
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'Unit of its quantities. Null for properties of other kinds.',
  })
  unit(@Root() property: FactProperty, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.unitOfProperty(property);
  }
}

@Resolver(() => Unit)
export class UnitResolver {
  @FieldResolver(() => String, { description: 'Name for readers.' })
  label(@Root() { labels, code }: Unit, @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null) {
    return labelIn(labels, code, lang);
  }
}
