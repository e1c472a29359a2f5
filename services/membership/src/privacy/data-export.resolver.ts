import { JobStatus, UrlScalar } from '@wizness/kernel';
import { Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { DataExport } from './data-export.entity';
import { RequestDataExportPayload } from './data-export.types';

@Resolver(() => DataExport)
export class DataExportResolver {
  @Mutation(() => RequestDataExportPayload, {
    description:
      'Requests a file with all data that the graph holds about the caller. Download it from `export.url`. At most 5 exports can be open at a time.',
  })
  requestDataExport(@Ctx() { dataExports }: MembershipContext) {
    return dataExports.request();
  }

  @FieldResolver(() => JobStatus, { description: 'Whether the export can be downloaded.' })
  status(@Root() dataExport: DataExport, @Ctx() { dataExportLinks }: MembershipContext) {
    return dataExportLinks.statusOf(dataExport);
  }

  @FieldResolver(() => UrlScalar, {
    nullable: true,
    description:
      'Download URL of the JSON file. It works for 10 minutes while the session lasts, for anyone who has it: keep it secret, and query the export again for a new one. Null once the export has expired.',
  })
  url(@Root() dataExport: DataExport, @Ctx() { dataExportLinks }: MembershipContext) {
    return dataExportLinks.urlOf(dataExport);
  }
}
