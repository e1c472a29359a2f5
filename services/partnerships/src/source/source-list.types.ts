import { connectionType, DateRange, PageArguments } from '@wizness/kernel';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { Source } from './source.entity';
import { SourceKind } from './source.enums';

export const SourceConnection = connectionType('Source', () => Source, { items: 'sources' });

export enum SourceOrder {
  TITLE = 'TITLE',
  NEWEST = 'NEWEST',
  MOST_FACTS = 'MOST_FACTS',
}
registerEnumType(SourceOrder, {
  name: 'SourceOrder',
  description: 'Order of sources.',
  valuesConfig: {
    TITLE: { description: 'By title.' },
    NEWEST: { description: 'The last read first.' },
    MOST_FACTS: {
      description: 'Most current facts that everybody may see first; also with `at`, by the numbers of now.',
    },
  },
});

@InputType({
  description:
    'Which sources. All given conditions hold. Null is not a condition. An empty list matches nothing. Lists have at most 100 items.',
})
export class SourceFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these sources. Null is not a condition.' })
  readonly ids?: readonly string[] | null;

  @Field(() => [SourceKind], { nullable: true, description: 'One of these kinds. Null is not a condition.' })
  readonly kinds?: readonly SourceKind[] | null;

  @Field(() => DateRange, {
    nullable: true,
    description: 'May have been published on one of these days, by EDTF overlap. Null is not a condition.',
  })
  readonly published?: DateRange | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in title or publisher, folded. At most 500 characters. Null is not a condition.',
  })
  readonly text?: string | null;
}

@ArgsType()
export class SourcesArguments extends PageArguments {
  @Field(() => SourceFilter, { nullable: true, description: 'Which sources. Null is all.' })
  readonly filter?: SourceFilter | null;

  @Field(() => SourceOrder, { nullable: true, defaultValue: SourceOrder.TITLE, description: 'Order. Null is TITLE.' })
  readonly orderBy?: SourceOrder | null = SourceOrder.TITLE;
}
