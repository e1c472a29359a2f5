import { checkId, JobStatus, UrlScalar } from '@wizness/kernel';
import { Arg, Ctx, FieldResolver, Float, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../../context';
import { ExportJob } from './export-job.entity';
import { ExportFactsInput, ExportFactsPayload } from './export-job.types';

@Resolver(() => ExportJob)
export class ExportJobResolver {
  @Mutation(() => ExportFactsPayload, {
    description:
      'Starts an export in the background, as the caller may see the facts now. At most 5 of a member at a time. Smaller ones need no job: `/exports/facts.ndjson`.',
  })
  exportFacts(
    @Arg('input', () => ExportFactsInput, { description: 'What to export.' }) input: ExportFactsInput,
    @Ctx() { exportJobs }: PartnershipsContext,
  ) {
    return exportJobs.start(input);
  }

  @Query(() => ExportJob, { nullable: true, description: 'An export of the caller by id. Null if there is none.' })
  export(@Arg('id', () => ID, { description: 'Id.' }) id: string, @Ctx() { exportOfCaller }: PartnershipsContext) {
    return exportOfCaller(checkId(id, ['exportjob'], ['id']));
  }

  @FieldResolver(() => JobStatus, { description: 'State.' })
  status(@Root() job: ExportJob, @Ctx() { exportLinks }: PartnershipsContext) {
    return exportLinks.statusOf(job);
  }

  @FieldResolver(() => Float, { description: 'Done so far, 0 to 1.' })
  progress(@Root() { total, done, sha256 }: ExportJob) {
    return sha256 === null ? Math.min(done / Math.max(total ?? 0, 1), 1) : 1;
  }

  @FieldResolver(() => UrlScalar, {
    nullable: true,
    description:
      'Address of the file, for callers who may see the same. Its bytes are those that `sha256` is of, unless a text was deleted or hidden since. Null before it is done and after it expires.',
  })
  url(@Root() job: ExportJob, @Ctx() { exportLinks }: PartnershipsContext) {
    return exportLinks.urlOf(job);
  }
}
