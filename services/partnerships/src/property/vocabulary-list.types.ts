import { connectionType, PageArguments } from '@wizness/kernel';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { FactProperty } from './property.entity';
import { Unit } from './property.types';

export const FactPropertyConnection = connectionType('FactProperty', () => FactProperty, { items: 'properties' });
export const UnitConnection = connectionType('Unit', () => Unit, { items: 'units' });

export enum VocabularyOrder {
  KEY = 'KEY',
  LABEL = 'LABEL',
}
registerEnumType(VocabularyOrder, {
  name: 'VocabularyOrder',
  description: 'Order of properties and units.',
  valuesConfig: {
    KEY: { description: 'By key or code.' },
    LABEL: { description: 'By French label, else by key or code.' },
  },
});

@InputType({ description: 'Which properties. All given conditions hold. An empty list matches nothing.' })
export class FactPropertyFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'One of these, by key. At most 100. Null is not a condition.',
  })
  readonly keys?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in a label, folded. At most 500 characters. Null is not a condition.',
  })
  readonly text?: string | null;
}

@InputType({ description: 'Which units. All given conditions hold. An empty list matches nothing.' })
export class UnitFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'One of these, by code. At most 100. Null is not a condition.',
  })
  readonly codes?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in a label, folded. At most 500 characters. Null is not a condition.',
  })
  readonly text?: string | null;
}

const ORDER = { nullable: true, defaultValue: VocabularyOrder.KEY, description: 'Order. Null is KEY.' } as const;

@ArgsType()
export class PropertiesArguments extends PageArguments {
  @Field(() => FactPropertyFilter, { nullable: true, description: 'Which properties. Null is all.' })
  readonly filter?: FactPropertyFilter | null;

  @Field(() => VocabularyOrder, ORDER)
  readonly orderBy?: VocabularyOrder | null = VocabularyOrder.KEY;
}

@ArgsType()
export class UnitsArguments extends PageArguments {
  @Field(() => UnitFilter, { nullable: true, description: 'Which units. Null is all.' })
  readonly filter?: UnitFilter | null;

  @Field(() => VocabularyOrder, ORDER)
  readonly orderBy?: VocabularyOrder | null = VocabularyOrder.KEY;
}
