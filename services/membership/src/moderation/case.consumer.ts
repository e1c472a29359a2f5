import {
  type ConsumedEvent,
  type DecisionGround,
  type DecisionOrigin,
  defineConsumer,
  FlagReason,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Clock } from '@wizness/kernel';
import { Member } from '../member/member.entity';
import { ModerationAction } from './case.enums';
import { CaseStore } from './case.store';

type Moderated = ConsumedEvent<'ContentReported' | 'ContentDecided' | 'RatingReported' | 'RatingDecided'>;

/** The id of a member, or null if they have been erased meanwhile. They cannot be erased before the transaction ends. */
const unlessErased = async (tx: EntityManager, id: string | null): Promise<string | null> => {
  const lock = { mode: 'for_key_share' } as const;
  const member = id === null ? null : await tx.findOne(Member, { where: { id }, lock });
  return member?.id ?? null;
};

const file = async (tx: EntityManager, event: Moderated, clock: Clock): Promise<void> => {
  const store = new CaseStore(tx, clock);
  const { subject: targetId } = event;
  const concernedId = await unlessErased(tx, event.payload.authorId);
  if (event.type === 'ContentReported' || event.type === 'RatingReported') {
    const { caseId, reporterId, reason, note } = event.payload;
    const memberId = await unlessErased(tx, reporterId);
    if (memberId === null) return;
    const known = Object.values(FlagReason).find((value) => value === reason) ?? FlagReason.OTHER;
    await store.flag({ caseId, targetId, concernedId, reason: known, note, reporter: { memberId } });
    return;
  }
  const { caseId: id, moderatorId, action, until, ground, origin, liftedCaseIds, ...reasons } = event.payload;
  await store.decide({
    id,
    targetId,
    memberId: concernedId,
    action: ModerationAction[action],
    ground: ground as DecisionGround,
    origin: origin as DecisionOrigin,
    rule: reasons.rule,
    facts: reasons.facts,
    explanation: reasons.explanation,
    detectedAutomatically: reasons.detectedAutomatically,
    until: until === null ? null : new Date(until),
    moderatorId: await unlessErased(tx, moderatorId),
  });
  // After the decision, which locks members first.
  await store.restore(liftedCaseIds);
};

/** Files the cases of posts, comments and ratings. The names are the checkpoint keys: never rename them. */
export const caseConsumers = [
  defineConsumer({
    name: 'file-cases-of-content',
    source: 'content',
    types: ['ContentReported', 'ContentDecided'],
    handle: file,
  }),
  defineConsumer({
    name: 'file-cases-of-ratings',
    source: 'ratings',
    types: ['RatingReported', 'RatingDecided'],
    handle: file,
  }),
];
