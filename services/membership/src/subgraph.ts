import { createLogger, defineSubgraph, type Subgraph } from '@wizness/kernel';
import './account/role.enums';
import { AccountResolver } from './account/account.resolver';
import { ApiKeyResolver } from './api-key/api-key.resolver';
import { createContext, type MembershipContext, type Surroundings } from './context';
import { type MembershipSettings, readMembershipSettings } from './environment';
import {
  FollowResolver,
  MemberFollowResolver,
  OrganisationFollowResolver,
  TopicFollowResolver,
} from './follow/follow.resolver';
import { routes } from './internal-api';
import { startMaintenance } from './maintenance/start-maintenance';
import { knownEntityConsumer } from './projection/known-entity.consumer';
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

/** Made once, when it is first needed: printing the schema needs no settings. */
const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

const surroundingsOf = (settings: MembershipSettings): Surroundings => ({
  postman: createMailer(settings, createLogger('membership', settings.logLevel)),
  publicUrl: settings.publicUrl,
});

/** The service with settings of its own; `membership` is the one that reads them from the environment. */
export const defineMembership = (readSettings: () => MembershipSettings): Subgraph<MembershipContext> => {
  const surroundings = once(() => surroundingsOf(readSettings()));
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
    consumers: knownEntityConsumer,
    personalData,
    createContext: (db, request) => createContext(db, request, surroundings()),
  });
  return {
    ...subgraph,
    routes,
    // Wrong settings are told at the start, not at the first mail.
    open: async (database) => startMaintenance(await subgraph.open(database), surroundings().postman, database.log),
  };
};

export const membership = defineMembership(readMembershipSettings);
