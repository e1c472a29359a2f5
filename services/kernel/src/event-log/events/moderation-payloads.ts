import { z } from 'zod';

const caseId = z.string().describe('Id of the case.');
const authorId = z.string().nullable().describe('Id of the member who wrote it; null if nobody did, or if erased.');

// Unlike other events, these two hold texts that people wrote. Membership needs them, to file the case and to send the
// statement of reasons at once, and services have no other way to each other. Membership deletes its copies in time.

/** A report about a thing. */
export const reportPayload = z.object({
  caseId,
  authorId,
  reporterId: z.string().describe('Id of the member who reported it.'),
  reason: z.string().describe('A value of the enum FlagReason.'),
  note: z.string().nullable().describe('What the reporter wrote for the moderators; null if nothing.'),
});

/** A decision about a thing, with its reasons. */
export const decisionPayload = z.object({
  caseId,
  authorId,
  moderatorId: z.string().describe('Id of the moderator who decided.'),
  action: z.enum(['HIDE', 'REMOVE', 'RESTORE', 'DISMISS']).describe('What was decided.'),
  liftedCaseIds: z.array(z.string()).describe('Ids of the cases whose measures were lifted. Empty unless RESTORE.'),
  ground: z.string().describe('A value of the enum DecisionGround.'),
  rule: z.string().describe('The rule or law that was broken.'),
  facts: z.string().describe('The facts that the decision rests on.'),
  explanation: z.string().describe('Why the rule applies to these facts.'),
  origin: z.string().describe('A value of the enum DecisionOrigin.'),
  until: z.string().nullable().describe('End of the measure: RFC 3339, UTC; null if it has no end.'),
  detectedAutomatically: z.boolean().describe('Whether a program found it.'),
});
