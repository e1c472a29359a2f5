import { type Clock, combineLoaders, isAllowed } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Account } from '../account/account.entity';
import { createAccountLoaders } from '../account/account.loader';
import type { ApiKey } from '../api-key/api-key.entity';
import { createApiKeyLoaders } from '../api-key/api-key.loader';
import { createCalendarLoaders } from '../calendar/calendar.loader';
import type { DataExport } from '../privacy/data-export.entity';
import { createDataExportLoaders } from '../privacy/data-export.loader';
import { Session } from '../session/session.entity';
import { createDeviceLoaders } from '../device/device.loader';
import { createSessionLoaders } from '../session/session.loader';
import type { Viewer } from './viewer.types';

export const createViewerLoaders = (db: EntityManager, clock: Clock) =>
  combineLoaders(
    createAccountLoaders(db),
    createSessionLoaders(db, clock),
    createDeviceLoaders(db),
    createApiKeyLoaders(db),
    createDataExportLoaders(db),
    createCalendarLoaders(db),
  );

export type ViewerLoaders = ReturnType<typeof createViewerLoaders>;

/** Call it when a mutation returns a viewer, whose data an earlier mutation of the operation may have read. */
export const clearViewer = (loaders: ViewerLoaders, memberId: string): void => {
  loaders.accountByMember.clear(memberId);
  loaders.sessionsOfMember.clear(memberId);
  loaders.devicesOfMember.clear(memberId);
  loaders.apiKeysOfMember.clear(memberId);
  loaders.dataExportsOfMember.clear(memberId);
  loaders.calendarTokenOf.clear(memberId);
};

/** What a viewer may read of their account. An API key needs PROFILE_READ, and sees no data exports in any case. */
export const readAccount = async ({ member, identity }: Viewer, loaders: ViewerLoaders): Promise<Account | null> =>
  isAllowed(identity, 'READ_PROFILE') ? loaders.accountByMember.load(member.id) : null;

export const readSessions = async ({ member, identity }: Viewer, loaders: ViewerLoaders): Promise<Session[]> => {
  if (!isAllowed(identity, 'READ_PROFILE')) return [];
  const sessions = await loaders.sessionsOfMember.load(member.id);
  return sessions.map((session) =>
    Object.assign(new Session(), session, { current: session.id === identity.sessionId }),
  );
};

export const readApiKeys = async ({ member, identity }: Viewer, loaders: ViewerLoaders): Promise<ApiKey[]> =>
  isAllowed(identity, 'READ_PROFILE') ? loaders.apiKeysOfMember.load(member.id) : [];

/** No API key may list exports, because the URL of one gives access to all data. */
export const readDataExports = async ({ member, identity }: Viewer, loaders: ViewerLoaders): Promise<DataExport[]> =>
  isAllowed(identity, 'MANAGE_ACCOUNT') ? loaders.dataExportsOfMember.load(member.id) : [];
