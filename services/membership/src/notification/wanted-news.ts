import { isVisibleTo } from '@wizness/kernel';
import { Any, type EntityManager } from 'typeorm';
import { identityOf } from '../member/identity-of';
import type { LockedMembers } from '../member/lock-members';
import { Member } from '../member/member.entity';
import { Mute } from '../mute/mute.entity';
import { KnownPostStore } from '../projection/known-post.store';
import type { News } from './news';
import { type Channels, readChannelsOf } from './preferences';

/** News with how it is sent. */
export interface WantedNews extends News {
  readonly channels: Channels;
}

const CAUSED = `
  SELECT source.member_id, source.cause FROM notification_sources source
  JOIN unnest($1::text[], $2::text[]) AS asked (member_id, cause)
    ON asked.member_id = source.member_id AND asked.cause = source.cause`;

const keyOf = (memberId: string, other: string): string => `${memberId} ${other}`;

/** The first of the news of each member and cause that was not notified before. */
const onlyNew = async <Some extends News>(tx: EntityManager, all: readonly Some[]): Promise<Some[]> => {
  if (all.length === 0) return [];
  const caused = await tx.query<{ member_id: string; cause: string }[]>(CAUSED, [
    all.map(({ memberId }) => memberId),
    all.map(({ cause }) => cause),
  ]);
  const known = new Set(caused.map(({ member_id, cause }) => keyOf(member_id, cause)));
  return all.filter(({ memberId, cause }) => {
    const key = keyOf(memberId, cause);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
};

const idsIn = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

/**
 * The news that is to be notified, in the same order: each once for each cause, and not for own acts, for acts of a muted or
 * suspended member, about a muted post or one that the member may not see, and for kinds that they want neither in the list
 * nor as a mail. `members` has those who are notified, as far as they exist.
 */
export const selectWanted = async (
  tx: EntityManager,
  members: LockedMembers,
  all: readonly News[],
): Promise<WantedNews[]> => {
  const others = all.filter(({ actorId, memberId }) => actorId !== memberId && members.has(memberId));
  const memberIds = idsIn(others.map(({ memberId }) => memberId));
  if (memberIds.length === 0) return [];
  const actorIds = idsIn(others.map(({ actorId }) => actorId));
  const postIds = idsIn(others.map(({ postId }) => postId));
  const mutes = await tx.findBy(Mute, { memberId: Any(memberIds), targetId: Any([...actorIds, ...postIds]) });
  const muted = new Set(mutes.map(({ memberId, targetId }) => keyOf(memberId, targetId)));
  const active = await tx.find(Member, { select: { id: true }, where: { id: Any(actorIds), suspended: false } });
  const actors = new Set(active.map(({ id }) => id));
  const audiences = await new KnownPostStore(tx).audiencesOf(postIds);
  const channelsOf = await readChannelsOf(tx, memberIds);

  const wanted = others.flatMap((news): WantedNews[] => {
    const { memberId, kind, actorId, postId, hasMail = false } = news;
    const member = members.get(memberId);
    if (!member || (actorId !== null && !actors.has(actorId))) return [];
    if ([actorId, postId].some((id) => id !== null && muted.has(keyOf(memberId, id)))) return [];
    // A list shows no news about a post that is not known yet until it is, and a mail asks content.
    const audience = news.audience ?? (postId === null ? undefined : audiences.get(postId));
    if (audience && !isVisibleTo(identityOf(member), audience)) return [];
    const chosen = channelsOf(memberId, kind);
    const channels = hasMail ? { ...chosen, mail: false } : chosen;
    return channels.inApp || channels.mail ? [{ ...news, channels }] : [];
  });
  return onlyNew(tx, wanted);
};
