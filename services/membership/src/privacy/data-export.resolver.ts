import { UrlScalar } from '@wizness/kernel';
import { Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { DataExport } from './data-export.entity';
import { JobStatus, RequestDataExportPayload } from './data-export.types';

@Resolver(() => DataExport)
export class DataExportResolver {
  @Mutation(() => RequestDataExportPayload, {
    description:
      'Asks for one file of all that the graph holds of the member who asks: `export.url` is where to fetch it. At most 5 exports are open at a time.',
  })
  requestDataExport(@Ctx() { dataExports }: MembershipContext) {
    return dataExports.request();
  }

  @FieldResolver(() => JobStatus, { description: 'Whether it can be fetched.' })
  status(@Root() dataExport: DataExport, @Ctx() { dataExports }: MembershipContext) {
    return dataExports.statusOf(dataExport);
  }

  @FieldResolver(() => UrlScalar, {
    nullable: true,
    description:
      'Where to fetch the file, as JSON. Good for 10 minutes, and for whoever has it: keep it to yourself, and ask for the export again to get a new one. Null once the export has expired.',
  })
  url(@Root() dataExport: DataExport, @Ctx() { dataExports }: MembershipContext) {
    return dataExports.urlOf(dataExport);
  }
}
