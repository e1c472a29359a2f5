import { idPrefix } from '@wizness/kernel';
import type { ModerationCase } from './case.entity';
import { ModerationAction } from './case.enums';
import type { ModerationLogEntry, StatementOfReasons } from './case.types';

const MESSAGES: Readonly<Record<ModerationAction, ModerationLogEntry['messages']>> = {
  DISMISS: { fr: 'Les signalements sont rejetés.', en: 'The reports were dismissed.' },
  HIDE: { fr: 'Le contenu est masqué.', en: 'The content was hidden.' },
  RESTORE: { fr: 'Le contenu est de nouveau visible.', en: 'The content was shown again.' },
  REMOVE: { fr: 'Le contenu est supprimé.', en: 'The content was removed.' },
  SUSPEND: { fr: 'Le compte est suspendu.', en: 'The account was suspended.' },
  REINSTATE: { fr: 'La suspension est levée.', en: 'The suspension was lifted.' },
};
const APPEALED = { fr: 'Un recours est déposé.', en: 'An appeal was made.' };
const OVERTURNED = {
  fr: 'Le recours est accepté : la décision est annulée.',
  en: 'The appeal overturned the decision.',
};
const UPHELD = { fr: 'Le recours est rejeté.', en: 'The appeal was rejected.' };

/** What happened in a case, the oldest first. Reports are not in it: their time and number would tell who made them. */
export const logOf = (one: ModerationCase): ModerationLogEntry[] => {
  const { action, decidedAt, appealedAt, appealDecidedAt, overturned, restoredAt, targetId } = one;
  const lifting = idPrefix(targetId) === 'member' ? ModerationAction.REINSTATE : ModerationAction.RESTORE;
  const entries: (ModerationLogEntry | null)[] = [
    decidedAt && action && { occurredAt: decidedAt, action, messages: MESSAGES[action] },
    appealedAt && { occurredAt: appealedAt, action: null, messages: APPEALED },
    restoredAt && { occurredAt: restoredAt, action: lifting, messages: MESSAGES[lifting] },
    appealDecidedAt && {
      occurredAt: appealDecidedAt,
      action: null,
      messages: overturned ? OVERTURNED : UPHELD,
    },
  ];
  return entries
    .filter((entry) => entry !== null)
    .toSorted((before, after) => before.occurredAt.getTime() - after.occurredAt.getTime());
};

/** The reasons of a decision, without who decided; null before a decision. */
export const statementOf = (one: ModerationCase): Omit<StatementOfReasons, 'moderator'> | null => {
  const { action, ground, origin, decidedAt, until, detectedAutomatically, appealUntil } = one;
  if (!action || !ground || !origin || !decidedAt) return null;
  const words = { rule: one.rule ?? '', facts: one.facts ?? '', explanation: one.explanation ?? '' };
  return {
    ...{ action, ground, origin, decidedAt, until, detectedAutomatically, appealUntil },
    ...words,
    decidedAutomatically: false,
  };
};
