import { connectionType, PageArguments } from '@wizness/kernel';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { EventSeries } from './event-series.entity';

export enum EventSeriesOrder {
  NAME = 'NAME',
  LATEST_EVENT = 'LATEST_EVENT',
}
registerEnumType(EventSeriesOrder, {
  name: 'EventSeriesOrder',
  description: 'Order of event series. The id breaks ties.',
  valuesConfig: {
    NAME: { description: 'By name, folded.' },
    LATEST_EVENT: { description: 'The series with the latest event that the caller may see first.' },
  },
});

export const EventSeriesConnection = connectionType('EventSeries', () => EventSeries, { items: 'event series' });

@InputType({
  description: 'Which event series. All given conditions hold. Null is not a condition. An empty list matches nothing.',
})
export class EventSeriesFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these series, at most 100.' })
  readonly ids?: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'Text in the name, folded. At most 500 characters.' })
  readonly text?: string | null;
}

@ArgsType()
export class EventSeriesArguments extends PageArguments {
  @Field(() => EventSeriesFilter, { nullable: true, description: 'Which series. Null is all.' })
  readonly filter?: EventSeriesFilter | null;

  @Field(() => EventSeriesOrder, {
    nullable: true,
    defaultValue: EventSeriesOrder.NAME,
    description: 'Order. Null is NAME.',
  })
  readonly orderBy?: EventSeriesOrder | null = EventSeriesOrder.NAME;
}
