import { UserError } from '@wizness/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { FactFilter } from '../../fact/read/fact-filter.types';
import { AsOf } from '../../time/moment.types';
import { ExportJob } from './export-job.entity';
import { ExportFormat } from './export-job.enums';

@InputType({ description: 'What to export.' })
export class ExportFactsInput {
  @Field(() => FactFilter, { nullable: true, description: 'Which facts. Null: all but retracted ones.' })
  readonly filter?: FactFilter | null;

  @Field(() => AsOf, { nullable: true, description: 'Point in time on both axes. Null: now.' })
  readonly at?: AsOf | null;

  @Field(() => ExportFormat, { description: 'Format.' })
  readonly format: ExportFormat;
}

@ObjectType({ description: 'Result of `exportFacts`.' })
export class ExportFactsPayload {
  @Field(() => ExportJob, { nullable: true, description: 'The job. Null if refused.' })
  readonly export: ExportJob | null;

  @Field(() => [UserError], { description: 'What the caller can correct. Empty on success.' })
  readonly userErrors: readonly UserError[];
}
