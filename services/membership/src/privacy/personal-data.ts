import type { PersonalData } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Account } from '../account/account.entity';
import { Registration } from '../account/registration.entity';
import { affiliationOf } from '../affiliation/affiliation.types';
import { ApiKey } from '../api-key/api-key.entity';
import { prefixOf } from '../api-key/api-key-text';
import { CalendarToken } from '../calendar/calendar-token.entity';
import { ExternalAccount } from '../external-identity/external-account.entity';
import { Follow } from '../follow/follow.entity';
import { Member } from '../member/member.entity';
import { DigestItem } from '../digest/digest-item.entity';
import { MemberMail } from '../mail/member-mail.entity';
import { Mute } from '../mute/mute.entity';
import { Notification } from '../notification/notification.entity';
import { readSettings } from '../notification/settings.store';
import { caseData } from '../moderation/case-data';
import { EventAnswer } from '../projection/event-answer.entity';
import { RoleChange } from '../role/role-change.entity';
import { Session } from '../session/session.entity';
import { DataExport } from './data-export.entity';

/**
 * All data that membership holds about a member, except credentials: no password, no token and no hash of one. Empty if
 * there is no such member.
 */
export const personalData = async (db: EntityManager, memberId: string): Promise<PersonalData> => {
  const member = await db.findOneBy(Member, { id: memberId });
  if (!member) return {};
  const account = await db.findOneBy(Account, { memberId });
  const sessions = await db.find(Session, { where: { memberId }, order: { createdAt: 'ASC', id: 'ASC' } });
  const apiKeys = await db.find(ApiKey, { where: { memberId }, order: { createdAt: 'ASC', id: 'ASC' } });
  const follows = await db.find(Follow, { where: { memberId }, order: { followedAt: 'ASC', targetId: 'ASC' } });
  const external = await db.find(ExternalAccount, { where: { memberId }, order: { linkedAt: 'ASC', key: 'ASC' } });
  const exports = await db.find(DataExport, { where: { memberId }, order: { requestedAt: 'ASC', id: 'ASC' } });
  const roles = await db.find(RoleChange, { where: { memberId }, order: { changedAt: 'ASC', id: 'ASC' } });
  const notifications = await db.find(Notification, { where: { memberId }, order: { createdAt: 'ASC', id: 'ASC' } });
  const mutes = await db.find(Mute, { where: { memberId }, order: { mutedAt: 'ASC', targetId: 'ASC' } });
  const answers = await db.find(EventAnswer, { where: { memberId }, order: { postId: 'ASC' } });
  const calendars = await db.findBy(CalendarToken, { memberId });
  const mails = await db.find(MemberMail, { where: { memberId }, order: { handedOverAt: 'ASC', id: 'ASC' } });
  const digestItems = await db.find(DigestItem, { where: { memberId }, order: { sentAt: 'ASC', postId: 'ASC' } });
  const email = account?.email;
  const pending = email ? await db.find(Registration, { where: { email }, order: { expiresAt: 'ASC' } }) : [];
  return {
    profile: [profileOf(member)],
    account: account ? [{ email: account.email, emailVerifiedAt: account.emailVerifiedAt }] : [],
    sessions: sessions.map(({ id, createdAt, lastSeenAt, userAgent, expiresAt, endedAt }) => ({
      id,
      createdAt,
      lastSeenAt,
      userAgent,
      expiresAt,
      endedAt,
    })),
    apiKeys: apiKeys.map(({ id, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }) => ({
      id,
      name,
      prefix: prefixOf(id),
      scopes,
      createdAt,
      expiresAt,
      lastUsedAt,
      revokedAt,
    })),
    follows: follows.map(({ targetId, followedAt }) => ({ targetId, followedAt })),
    foreignAccounts: external.map(({ issuer, linkedAt }) => ({ issuer, linkedAt })),
    dataExports: exports.map(({ id, requestedAt, expiresAt }) => ({ id, requestedAt, expiresAt })),
    roleChanges: roles.map(({ before, after, reason, changedAt }) => ({ before, after, reason, changedAt })),
    notifications: notifications.map(({ kind, subjectId, count, createdAt, occurredAt, readAt, mailedAt }) => ({
      kind,
      subjectId,
      count,
      createdAt,
      occurredAt,
      readAt,
      mailedAt,
    })),
    notificationSettings: [await readSettings(db, memberId)],
    mails: mails.map(({ list, threadId, week, handedOverAt }) => ({ list, threadId, week, handedOverAt })),
    digestPosts: digestItems.map(({ postId, sentAt }) => ({ postId, sentAt })),
    eventAnswers: answers.map(({ postId, going }) => ({ postId, going })),
    calendarUrls: calendars.map(({ createdAt }) => ({ createdAt })),
    mutes: mutes.map(({ targetId, mutedAt }) => ({ targetId, mutedAt })),
    ...(await caseData(db, memberId)),
    pendingRegistrations: pending.map(({ handle, name, locale, expiresAt }) => ({ handle, name, locale, expiresAt })),
  };
};

const profileOf = (member: Member): object => {
  const { id, handle, name, bio, locale, timeZone, roles, suspended, joinedAt } = member;
  return { id, handle, name, bio, locale, timeZone, affiliation: affiliationOf(member), roles, suspended, joinedAt };
};
