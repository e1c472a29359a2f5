import { UserError } from '@wizness/kernel';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DataExport } from './data-export.entity';

export enum JobStatus {
  SUCCEEDED = 'SUCCEEDED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(JobStatus, {
  name: 'JobStatus',
  description:
    'How far something has come that may take a while. More values may come, such as one for what still runs.',
  valuesConfig: {
    SUCCEEDED: { description: 'It is done: its result can be fetched.' },
    EXPIRED: { description: 'Its result can no longer be fetched: ask for a new one.' },
  },
});

@ObjectType({ description: 'What came of asking for a data export.' })
export class RequestDataExportPayload {
  @Field(() => DataExport, { nullable: true, description: 'The export, ready to be fetched; null where it failed.' })
  readonly export: DataExport | null;

  @Field(() => [UserError], { description: 'What the user can mend; empty where it worked.' })
  readonly userErrors: readonly UserError[];
}
