import { createLogger, defineSubgraph, type Subgraph } from '@wizness/kernel';
import './account/role.enums';
import { AccountResolver } from './account/account.resolver';
import { ApiKeyResolver } from './api-key/api-key.resolver';
import { MembershipContext, type Resources } from './context';
import { type MembershipSettings, readMembershipSettings } from './environment';
import {
  FollowResolver,
  MemberFollowResolver,
  OrganisationFollowResolver,
  TopicFollowResolver,
} from './follow/follow.resolver';
import { routes } from './internal-api';
import { startMaintenance } from './maintenance/start-maintenance';
import { knownEntityConsumers } from './projection/known-entity.consumer';
import { DataExportResolver } from './privacy/data-export.resolver';
import { ErasureResolver } from './privacy/erasure.resolver';
import { personalData } from './privacy/personal-data';
import { createMailer } from './mail/mailer';
import { Member } from './member/member.entity';
import { MemberResolver, OrganisationMembersResolver } from './member/member.resolver';
import { MemberAffiliation } from './member/member.types';
import { OrganisationReference, TopicReference } from './references';
import { SessionResolver } from './session/session.resolver';
import { storage } from './storage';
import { ViewerResolver } from './viewer/viewer.resolver';

/** Creates the value at the first call, because printing the schema needs no settings. */
const once = <Value>(create: () => Value): (() => Value) => {
  let created: { readonly value: Value } | undefined;
  return () => (created ??= { value: create() }).value;
};

const createResources = (settings: MembershipSettings): Resources => ({
  mailer: createMailer(settings, createLogger('membership', settings.logLevel)),
  publicUrl: settings.publicUrl,
});

/** The service with given settings. `membership` reads them from the environment. */
export const defineMembership = (readSettings: () => MembershipSettings): Subgraph<MembershipContext> => {
  const resources = once(() => createResources(readSettings()));
  const subgraph = defineSubgraph<MembershipContext>({
    name: 'membership',
    resolvers: [
      MemberResolver,
      OrganisationMembersResolver,
      ViewerResolver,
      AccountResolver,
      SessionResolver,
      ApiKeyResolver,
      FollowResolver,
      MemberFollowResolver,
      OrganisationFollowResolver,
      TopicFollowResolver,
      DataExportResolver,
      ErasureResolver,
    ],
    types: [Member, MemberAffiliation, OrganisationReference, TopicReference],
    references: {
      Member: ({ id, handle }, { loaders }) =>
        id ? loaders.memberById.load(id) : loaders.memberByHandle.load(handle ?? ''),
      Organisation: ({ id }) => ({ id }),
      Topic: ({ id }) => ({ id }),
    },
    storage,
    consumers: knownEntityConsumers,
    personalData,
    createContext: (db, request) => new MembershipContext(db, request, resources()),
  });
  return {
    ...subgraph,
    routes,
    // Reads the settings at start, so that invalid ones are reported then and not at the first mail.
    open: async (database) => startMaintenance(await subgraph.open(database), resources().mailer, database.log),
  };
};

export const membership = defineMembership(readMembershipSettings);
