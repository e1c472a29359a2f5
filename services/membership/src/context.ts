import type { SubgraphRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { MaintenanceService } from './account/maintenance.service';
import { RegistrationService } from './account/registration.service';
import { ApiKeyService } from './api-key/api-key.service';
import { createFollowLoaders } from './follow/follow.loader';
import { FollowService } from './follow/follow.service';
import { KnownEntityService } from './projection/known-entity.store';
import { ExternalAccountService } from './external-identity/external-account.service';
import { DataExportService } from './privacy/data-export.service';
import { ErasureService } from './privacy/erasure.service';
import { Letters } from './mail/mail-templates';
import type { Mailer } from './mail/mailer';
import { createMemberLoaders } from './member/member.loader';
import { MemberService } from './member/member.service';
import { ProfileService } from './member/profile.service';
import { PasswordService } from './password/password.service';
import { SessionService } from './session/session.service';
import { SignInService } from './session/sign-in.service';
import { ThrottleService } from './throttle/throttle.service';
import { SigningKeyService } from './token/signing-key.service';
import { ViewerService } from './viewer/viewer.service';

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
  const throttles = new ThrottleService(db, clock);
  const letters = new Letters(postman, clock, publicUrl);
  const keys = new SigningKeyService(db, clock);
  const sessions = new SessionService(db, clock, identity, { keys, issuer: publicUrl });
  const apiKeys = new ApiKeyService(db, clock, identity, sessions);
  const dataExports = new DataExportService(db, clock, { sessions, keys, publicUrl });
  const membersIn = (tx: EntityManager) => new MemberService(tx, clock, loaders);
  return {
    identity,
    loaders,
    members: membersIn(db),
    profiles: new ProfileService(db, identity),
    follows: new FollowService(db, clock, identity, loaders),
    knownEntities: new KnownEntityService(db),
    registrations: new RegistrationService(db, clock, identity, throttles, letters, membersIn),
    passwords: new PasswordService(db, clock, identity, throttles, letters),
    signIns: new SignInService(db, clock, identity, throttles, sessions),
    viewers: new ViewerService(db, identity, loaders, { sessions, keys: apiKeys, dataExports }),
    erasures: new ErasureService(db, clock, sessions, throttles, letters),
    foreignAccounts: new ExternalAccountService(db, clock, membersIn),
    housekeeping: new MaintenanceService(db, clock, sessions, keys),
    sessions,
    throttles,
    apiKeys,
    dataExports,
    keys,
  };
};

export type MembershipContext = ReturnType<typeof createContext>;
