import { ReactionKind } from '@wizness/content';
import { DecisionGround, ModerationStatus } from '@wizness/kernel';
import fc from 'fast-check';

const WHAT = [
  ...(['comment', 'comment', 'reply', 'reply', 'mention', 'mention', 'edit', 'delete'] as const),
  ...(['react', 'react', 'unreact', 'rate', 'rate', 'rate', 'takeBack', 'vote', 'answer', 'answer'] as const),
  ...(['flag', 'moderatePost', 'moderateComment', 'moderateRating'] as const),
];

/** What one of so many members does with one of so many posts. */
export const actionOf = (members: number, posts: number) =>
  fc.record({
    what: fc.constantFrom(...WHAT),
    member: fc.nat(members - 1),
    post: fc.nat(posts - 1),
    /** Chooses a comment or a rating among those that exist, or a member. */
    choice: fc.nat(10_000),
    score: fc.integer({ min: 1, max: 5 }),
    yes: fc.boolean(),
    kind: fc.constantFrom(...Object.values(ReactionKind)),
    status: fc.constantFrom(ModerationStatus.VISIBLE, ModerationStatus.HIDDEN, ModerationStatus.REMOVED),
  });

/** The reasons of each decision. */
export const statement = {
  ground: DecisionGround.RULES,
  rule: '1 Kindness',
  facts: 'It insults.',
  explanation: 'Insults are not allowed.',
  detectedAutomatically: false,
};
