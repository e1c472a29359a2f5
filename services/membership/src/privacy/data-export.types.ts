import { UserError } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { USER_ERRORS } from '../user-errors-field';
import { DataExport } from './data-export.entity';

@ObjectType({ description: 'Result of `requestDataExport`.' })
export class RequestDataExportPayload {
  @Field(() => DataExport, { nullable: true, description: 'The export, ready for download; null on failure.' })
  readonly export: DataExport | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
