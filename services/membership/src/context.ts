import type { SubgraphRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { MaintenanceStore } from './maintenance/maintenance.store';
import { RegistrationCommands } from './account/registration.commands';
import { ApiKeyCommands } from './api-key/api-key.commands';
import { createFollowLoaders } from './follow/follow.loader';
import { FollowCommands } from './follow/follow.commands';
import { KnownEntityStore } from './projection/known-entity.store';
import { ExternalAccountCommands } from './external-identity/external-account.commands';
import { DataExportCommands } from './privacy/data-export.commands';
import { ErasureCommands } from './privacy/erasure.commands';
import { MailTemplates } from './mail/mail-templates';
import type { Mailer } from './mail/mailer';
import { createMemberLoaders } from './member/member.loader';
import { MemberStore } from './member/member.store';
import { ProfileCommands } from './member/profile.commands';
import { PasswordCommands } from './password/password.commands';
import { SessionStore } from './session/session.store';
import { SignInCommands } from './session/sign-in.commands';
import { ThrottleStore } from './throttle/throttle.store';
import { SigningKeyStore } from './token/signing-key.store';
import { ViewerLoader } from './viewer/viewer.loader';

/** What lives as long as the running service, and every operation uses. */
export interface Surroundings {
  readonly postman: Mailer;
  readonly publicUrl: string;
}

/** All that one operation uses in this service. */
export const createContext = (
  db: EntityManager,
  { identity, clock }: SubgraphRequest,
  { postman, publicUrl }: Surroundings,
) => {
  const loaders = { ...createMemberLoaders(db), ...createFollowLoaders(db, identity) };
  const throttles = new ThrottleStore(db, clock);
  const letters = new MailTemplates(postman, clock, publicUrl);
  const keys = new SigningKeyStore(db, clock);
  const sessions = new SessionStore(db, clock, identity, { keys, issuer: publicUrl });
  const apiKeys = new ApiKeyCommands(db, clock, identity, sessions);
  const dataExports = new DataExportCommands(db, clock, { sessions, keys, publicUrl });
  const membersIn = (tx: EntityManager) => new MemberStore(tx, clock, loaders);
  return {
    identity,
    loaders,
    members: membersIn(db),
    profiles: new ProfileCommands(db, identity),
    follows: new FollowCommands(db, clock, identity, loaders),
    knownEntities: new KnownEntityStore(db),
    registrations: new RegistrationCommands(db, clock, identity, throttles, letters, membersIn),
    passwords: new PasswordCommands(db, clock, identity, throttles, letters),
    signIns: new SignInCommands(db, clock, identity, throttles, sessions),
    viewers: new ViewerLoader(db, identity, loaders, { sessions, keys: apiKeys, dataExports }),
    erasures: new ErasureCommands(db, clock, sessions, throttles, letters),
    foreignAccounts: new ExternalAccountCommands(db, clock, membersIn),
    housekeeping: new MaintenanceStore(db, clock, sessions, keys),
    sessions,
    throttles,
    apiKeys,
    dataExports,
    keys,
  };
};

export type MembershipContext = ReturnType<typeof createContext>;
