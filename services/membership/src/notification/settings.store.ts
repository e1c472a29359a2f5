import type { EntityManager } from 'typeorm';
import { lockMember } from '../member/lock-member';
import { MailPreference } from './mail-preference.entity';
import { NotificationPreference } from './notification-preference.entity';
import { type Channels, channelsOf } from './preferences';
import type { NotificationSettings } from './settings.types';

export interface SettingsChange {
  readonly kinds: readonly Channels[];
  readonly mail: Partial<Pick<MailPreference, 'weeklyDigest' | 'quietFrom' | 'quietTo'>>;
}

const NO_MAIL_PREFERENCE = { weeklyDigest: false, quietFrom: null, quietTo: null };

/** The settings of a member who has changed none. */
export const DEFAULT_SETTINGS: NotificationSettings = {
  kinds: channelsOf([]),
  weeklyDigest: false,
  quietHours: null,
};

/** What a member wants to be mailed, and when. */
const readMailPreference = async (db: EntityManager, memberId: string): Promise<Omit<MailPreference, 'memberId'>> =>
  (await db.findOneBy(MailPreference, { memberId })) ?? NO_MAIL_PREFERENCE;

/** All settings of a member. */
export const readSettings = async (db: EntityManager, memberId: string): Promise<NotificationSettings> => {
  const chosen = await db.findBy(NotificationPreference, { memberId });
  const { weeklyDigest, quietFrom: from, quietTo: to } = await readMailPreference(db, memberId);
  return { kinds: channelsOf(chosen), weeklyDigest, quietHours: from !== null && to !== null ? { from, to } : null };
};

export class SettingsStore {
  constructor(private readonly tx: EntityManager) {}

  /** Stores a validated change and returns all settings. Throws UNAUTHENTICATED for an erased member. */
  async update(memberId: string, { kinds, mail }: SettingsChange): Promise<NotificationSettings> {
    await lockMember(this.tx, memberId);
    const rows = kinds.map(({ kind, inApp, mail: mailed }) => ({ memberId, kind, inApp, mail: mailed }));
    if (rows.length > 0) await this.tx.upsert(NotificationPreference, rows, ['memberId', 'kind']);
    if (Object.keys(mail).length > 0) {
      const changed = { ...(await readMailPreference(this.tx, memberId)), ...mail, memberId };
      await this.tx.upsert(MailPreference, changed, ['memberId']);
    }
    return readSettings(this.tx, memberId);
  }
}
