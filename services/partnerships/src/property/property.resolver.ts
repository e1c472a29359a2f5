import { LANG, languagesFor, LanguageTagScalar, textIn } from '@wizness/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext, PartnershipsLoaders } from '../context';
import { Loaders } from '../time/loaders-at';
import { FactProperty } from './property.entity';
import { Unit } from './property.types';
import { FactPropertyConnection, PropertiesArguments, UnitConnection, UnitsArguments } from './vocabulary-list.types';
import { SavePropertyInput, SavePropertyPayload, SaveUnitInput, SaveUnitPayload } from './vocabulary-input.types';

@Resolver(() => FactProperty)
export class FactPropertyResolver {
  @Query(() => FactPropertyConnection, {
    nullable: true,
    description: 'The vocabulary: kinds of statement. Null only if partnerships is unavailable.',
  })
  properties(@Args(() => PropertiesArguments) args: PropertiesArguments, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.listProperties(args);
  }

  @Query(() => UnitConnection, {
    nullable: true,
    description: 'The vocabulary: units. Null only if partnerships is unavailable.',
  })
  units(@Args(() => UnitsArguments) args: UnitsArguments, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.listUnits(args);
  }

  @Mutation(() => SavePropertyPayload, { description: 'Creates or changes a property. Editors.' })
  saveProperty(
    @Arg('input', () => SavePropertyInput, { description: 'The property.' }) input: SavePropertyInput,
    @Ctx() { vocabulary }: PartnershipsContext,
  ) {
    return vocabulary.saveProperty(input);
  }

  @Mutation(() => SaveUnitPayload, { description: 'Creates or changes a unit. Editors.' })
  saveUnit(
    @Arg('input', () => SaveUnitInput, { description: 'The unit.' }) input: SaveUnitInput,
    @Ctx() { vocabulary }: PartnershipsContext,
  ) {
    return vocabulary.saveUnit(input);
  }

  @FieldResolver(() => String, { description: 'Name for readers.' })
  label(
    @Root() { labels, key }: FactProperty,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: PartnershipsContext,
  ) {
    return textIn(labels, languagesFor(lang, identity)) ?? key;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What exactly the values state or count. Null: no definition has been written.',
  })
  definition(
    @Root() { definitions }: FactProperty,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: PartnershipsContext,
  ) {
    return textIn(definitions, languagesFor(lang, identity));
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'Unit of its quantities. Null for properties of other kinds.',
  })
  unit(@Root() property: FactProperty, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.unitOfProperty(property);
  }
}

@Resolver(() => Unit)
export class UnitResolver {
  @FieldResolver(() => [String], {
    description: 'Names of the units in `per`, in its order; of a unit that the vocabulary lacks, its code.',
  })
  async perLabels(
    @Root() { per }: Unit,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: PartnershipsContext,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    const languages = languagesFor(lang, identity);
    return Promise.all(
      per.map(async (code) => {
        const unit = await loaders.unitByCode.load(code);
        return (unit && textIn(unit.labels, languages)) ?? code;
      }),
    );
  }

  @FieldResolver(() => String, { description: 'Name for readers.' })
  label(
    @Root() { labels, code }: Unit,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: PartnershipsContext,
  ) {
    return textIn(labels, languagesFor(lang, identity)) ?? code;
  }
}
