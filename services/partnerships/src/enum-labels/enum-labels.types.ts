import { Directive, Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Label of one enum value.' })
export class EnumValueLabel {
  @Field(() => String, { description: 'The value: `TARGET`.' })
  readonly value: string;

  /** By language. */
  readonly labels: Readonly<Record<string, string>>;
}

@ObjectType({ description: 'Labels of the values of one enum of this schema.' })
export class EnumLabels {
  @Field(() => String, { description: 'Name of the enum: `FactMeasure`.' })
  readonly name: string;

  @Directive('@listSize(assumedSize: 10)')
  @Field(() => [EnumValueLabel], { description: 'Its values, in the order in which a list shows them. At most 50.' })
  readonly values: readonly EnumValueLabel[];
}
