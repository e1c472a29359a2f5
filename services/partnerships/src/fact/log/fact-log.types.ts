import { CursorScalar, DateTimeScalar, ForwardPageArguments, logConnectionType } from '@wizness/kernel';
import { ArgsType, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { FactFilter } from '../read/fact-filter.types';

export enum FactEventType {
  RECORDED = 'RECORDED',
  REVISED = 'REVISED',
  RETRACTED = 'RETRACTED',
  MOVED = 'MOVED',
}
registerEnumType(FactEventType, {
  name: 'FactEventType',
  description: 'Kind of entry in the log of facts. New kinds may be added.',
  valuesConfig: {
    RECORDED: { description: 'A first version.' },
    REVISED: { description: 'A new version.' },
    RETRACTED: { description: 'A new version that withdraws the fact.' },
    MOVED: {
      description:
        'Two subjects are now one, or two again: all facts that were stated of `movedId` are about `subject` now, without new versions. Given whatever the filter selects.',
    },
  },
});

@ObjectType({
  description: 'A new version of a fact, or a merge of the subjects of facts. Entries are ordered by `cursor`.',
})
export class FactEvent {
  @Field(() => ID, { description: 'Id of the entry, the same wherever it is read. Prefix `factevent_`.' })
  readonly id: string;

  @Field(() => CursorScalar, { description: 'Position in the log. Send it as `after` to continue behind this entry.' })
  readonly cursor: string;

  @Field(() => FactEventType, { description: 'What happened.' })
  readonly type: FactEventType;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  readonly occurredAt: Date;

  /** Null for MOVED. */
  readonly factId: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'For MOVED: the id of which the facts were stated. Null for other types.',
  })
  readonly movedId: string | null;
}

export const FactEventConnection = logConnectionType('FactEvent', () => FactEvent);

const FILTER = {
  nullable: true,
  description: 'Which versions of facts. Null is all. Retracted ones are included unless `statuses` leaves them out.',
};

@ArgsType()
export class FactEventsArguments extends ForwardPageArguments {
  @Field(() => FactFilter, FILTER)
  readonly filter?: FactFilter | null;
}

@ArgsType()
export class FactRecordedArguments {
  @Field(() => FactFilter, FILTER)
  readonly filter?: FactFilter | null;

  @Field(() => CursorScalar, { nullable: true, description: 'Continue behind this cursor. Null: only what is new.' })
  readonly after?: string | null;
}
