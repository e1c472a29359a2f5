import { isAllowed } from '@wizness/kernel';
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ApiKey } from '../api-key/api-key.entity';
import type { MembershipContext } from '../context';
import { DataExport } from '../privacy/data-export.entity';
import { Session } from '../session/session.entity';
import { readAccount, readApiKeys, readDataExports, readSessions } from './viewer.loader';
import { Viewer, viewerOf } from './viewer.types';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: 'The caller; null for an anonymous caller.' })
  async viewer(@Ctx() { identity, loaders }: MembershipContext) {
    const member = identity.memberId ? await loaders.memberById.load(identity.memberId) : null;
    return member && viewerOf(member, identity);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Email address; null for a member who signs in only with an external issuer, and for an API key without PROFILE_READ.',
  })
  async email(@Root() viewer: Viewer, @Ctx() { loaders }: MembershipContext) {
    return (await readAccount(viewer, loaders))?.email ?? null;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the email address is verified. False if `email` is null.',
  })
  async emailVerified(@Root() viewer: Viewer, @Ctx() { loaders }: MembershipContext) {
    return (await readAccount(viewer, loaders)) !== null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'IANA time zone of the member, Europe/Paris until they change it; null for an API key without PROFILE_READ.',
  })
  timeZone(@Root() { member, identity }: Viewer) {
    return isAllowed(identity, 'READ_PROFILE') ? member.timeZone : null;
  }

  @FieldResolver(() => [Session], {
    description: 'Live sessions, at most 100, last seen first; empty for an API key without PROFILE_READ.',
  })
  sessions(@Root() viewer: Viewer, @Ctx() { loaders }: MembershipContext) {
    return readSessions(viewer, loaders);
  }

  @FieldResolver(() => [ApiKey], {
    description:
      'API keys, newest first: at most 50, and the 50 revoked last. Empty for an API key without PROFILE_READ.',
  })
  apiKeys(@Root() viewer: Viewer, @Ctx() { loaders }: MembershipContext) {
    return readApiKeys(viewer, loaders);
  }

  @FieldResolver(() => [DataExport], { description: 'Data exports, newest first; empty for an API key.' })
  dataExports(@Root() viewer: Viewer, @Ctx() { loaders }: MembershipContext) {
    return readDataExports(viewer, loaders);
  }
}
