import { DecisionOrigin, idPrefix } from '@wizness/kernel';
import { z } from 'zod';
import { APPEAL_ELSEWHERE, appealHere, dayOf, SCOPE } from '../moderation/redress';

/** What the mails of moderation say, apart from their fixed texts. */
export const moderationMails = [
  /** To the member concerned: Regulation (EU) 2022/2065, Art. 17(3). */
  z.object({
    template: z.literal('STATEMENT'),
    caseId: z.string(),
    targetId: z.string(),
    action: z.string(),
    ground: z.string(),
    rule: z.string(),
    facts: z.string(),
    explanation: z.string(),
    origin: z.string(),
    detectedAutomatically: z.boolean(),
    decidedAt: z.iso.datetime(),
    until: z.iso.datetime().nullable(),
    appealUntil: z.iso.datetime().nullable(),
  }),
  /** To who appealed. */
  z.object({ template: z.literal('APPEAL_DECIDED'), caseId: z.string(), overturned: z.boolean(), reason: z.string() }),
  /** To who reported something: Art. 16(4). */
  z.object({ template: z.literal('REPORT_RECEIVED') }),
  /** To who reported something: Art. 16(5). */
  z.object({ template: z.literal('REPORT_DECIDED'), caseId: z.string(), hasMeasure: z.boolean() }),
] as const;

export type ModerationMail = z.output<(typeof moderationMails)[number]>;

type Text = readonly [subject: string, ...paragraphs: readonly string[]];

interface Texts {
  readonly fr: Text;
  readonly en: Text;
}

const THINGS: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  post: { fr: 'votre publication', en: 'your post' },
  comment: { fr: 'votre commentaire', en: 'your comment' },
  rating: { fr: 'votre évaluation', en: 'your rating' },
  member: { fr: 'votre compte', en: 'your account' },
};

const DONE: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  HIDE: { fr: 'nous avons masqué', en: 'we hid' },
  REMOVE: { fr: 'nous avons supprimé', en: 'we removed' },
  RESTORE: { fr: 'nous affichons de nouveau', en: 'we show again' },
  SUSPEND: { fr: 'nous avons suspendu', en: 'we suspended' },
  REINSTATE: { fr: 'nous avons rétabli', en: 'we reinstated' },
};

const ORIGINS: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  [DecisionOrigin.REPORT]: { fr: 'un signalement', en: 'a report' },
  [DecisionOrigin.OWN_CHECK]: { fr: 'notre propre vérification', en: 'our own check' },
  [DecisionOrigin.AUTHORITY]: { fr: 'une injonction d’une autorité', en: 'an order of an authority' },
};

const statement = (mail: Extract<ModerationMail, { template: 'STATEMENT' }>, link: string): Texts => {
  const thing = THINGS[idPrefix(mail.targetId) ?? ''] ?? { fr: 'votre contenu', en: 'your content' };
  const done = DONE[mail.action] ?? { fr: 'nous avons décidé sur', en: 'we decided about' };
  const origin = ORIGINS[mail.origin] ?? { fr: 'un signalement', en: 'a report' };
  const isLaw = mail.ground === 'LAW';
  const { rule, facts, explanation, until, appealUntil } = mail;
  const found = mail.detectedAutomatically;
  return {
    fr: [
      'Décision de modération',
      `Le ${dayOf(new Date(mail.decidedAt), 'fr')}, ${done.fr} ${thing.fr}.`,
      `Portée : ${SCOPE.fr}. Fin : ${until ? dayOf(new Date(until), 'fr') : 'aucune'}.`,
      `${isLaw ? 'Loi' : 'Règle'} : ${rule}`,
      `Faits : ${facts}`,
      `Pourquoi ${isLaw ? 'la loi' : 'la règle'} s’applique : ${explanation}`,
      `Nous l’avons appris par ${origin.fr}${found ? ', à l’aide d’un programme' : ''}. La décision a été prise par un modérateur, non par un programme.`,
      ...(appealUntil ? [`${appealHere(new Date(appealUntil)).fr} :`, link, APPEAL_ELSEWHERE.fr] : [link]),
    ],
    en: [
      'Moderation decision',
      `On ${dayOf(new Date(mail.decidedAt), 'en')}, ${done.en} ${thing.en}.`,
      `Where: ${SCOPE.en}. Until: ${until ? dayOf(new Date(until), 'en') : 'no end'}.`,
      `${isLaw ? 'Law' : 'Rule'}: ${rule}`,
      `What happened: ${facts}`,
      `Why the ${isLaw ? 'law' : 'rule'} applies: ${explanation}`,
      `We learned of it through ${origin.en}${found ? ', found by a program' : ''}. It was decided by a moderator, not by a program.`,
      ...(appealUntil ? [`${appealHere(new Date(appealUntil)).en}:`, link, APPEAL_ELSEWHERE.en] : [link]),
    ],
  };
};

/** The texts of a mail of moderation. `facts`, `explanation` and `reason` are by moderators; no text of a reporter is in them. */
export const moderationTexts = (mail: ModerationMail, publicUrl: string): Texts => {
  switch (mail.template) {
    case 'STATEMENT':
      return statement(mail, `${publicUrl}/moderation/${mail.caseId}`);
    case 'APPEAL_DECIDED':
      return {
        fr: [
          'Décision sur votre recours',
          mail.overturned
            ? 'Votre recours est accepté : la décision est annulée.'
            : 'Votre recours est rejeté : la décision reste la même. Un autre modérateur l’a examinée.',
          `Motif : ${mail.reason}`,
          `${publicUrl}/moderation/${mail.caseId}`,
        ],
        en: [
          'Decision on your appeal',
          mail.overturned
            ? 'Your appeal was successful: the decision is overturned.'
            : 'Your appeal was rejected: the decision stands. Another moderator examined it.',
          `Reason: ${mail.reason}`,
          `${publicUrl}/moderation/${mail.caseId}`,
        ],
      };
    case 'REPORT_RECEIVED':
      return {
        fr: [
          'Nous avons reçu votre signalement',
          'Un modérateur l’examinera et décidera. Nous vous écrirons sa décision.',
          'La personne concernée n’apprend pas qui a fait un signalement.',
        ],
        en: [
          'We received your report',
          'A moderator will examine it and decide. We will write to you about the decision.',
          'The person concerned does not learn who reported.',
        ],
      };
    case 'REPORT_DECIDED':
      return {
        fr: [
          'Décision sur votre signalement',
          mail.hasMeasure
            ? 'Un modérateur a examiné ce que vous avez signalé, et a pris une mesure.'
            : 'Un modérateur a examiné ce que vous avez signalé, et n’a pas pris de mesure.',
          'La décision a été prise par une personne. Si vous n’êtes pas d’accord, vous pouvez demander un nouvel examen dans les six mois, ou saisir un tribunal.',
        ],
        en: [
          'Decision on your report',
          mail.hasMeasure
            ? 'A moderator examined what you reported, and took a measure.'
            : 'A moderator examined what you reported, and took no measure.',
          'A person decided. If you disagree, you can ask for another examination within six months, or turn to a court.',
        ],
      };
  }
};
