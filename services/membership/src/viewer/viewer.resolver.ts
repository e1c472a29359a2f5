import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ApiKey } from '../api-key/api-key.entity';
import type { MembershipContext } from '../context';
import { DataExport } from '../privacy/data-export.entity';
import { Session } from '../session/session.entity';
import { Viewer } from './viewer.types';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: 'Who is asking; null for a visitor who has not signed in.' })
  viewer(@Ctx() { viewers }: MembershipContext) {
    return viewers.viewer();
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'E-mail address; null where the member has no account of their own here, or an API key lacks PROFILE_READ.',
  })
  email(@Root() viewer: Viewer, @Ctx() { viewers }: MembershipContext) {
    return viewers.email(viewer);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the address has been shown to be theirs.' })
  emailVerified(@Root() viewer: Viewer, @Ctx() { viewers }: MembershipContext) {
    return viewers.emailVerified(viewer);
  }

  @FieldResolver(() => [Session], {
    description: 'Sessions that are not over, the last seen first; none for an API key without PROFILE_READ.',
  })
  sessions(@Root() viewer: Viewer, @Ctx() { viewers }: MembershipContext) {
    return viewers.sessions(viewer);
  }

  @FieldResolver(() => [ApiKey], {
    description: 'API keys, the newest first, revoked ones too; none for an API key without PROFILE_READ.',
  })
  apiKeys(@Root() viewer: Viewer, @Ctx() { viewers }: MembershipContext) {
    return viewers.apiKeys(viewer);
  }

  @FieldResolver(() => [DataExport], {
    description: 'Data exports, the newest first; none for an API key.',
  })
  dataExports(@Root() viewer: Viewer, @Ctx() { viewers }: MembershipContext) {
    return viewers.dataExports(viewer);
  }
}
