import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { type Choices, laterThan } from './choices';
import { copyRows, type Row } from './copy-rows';
import type { Member } from './members';
import type { ScalePost } from './posts';
import { type Scale, STAFF } from './scale';

const DAY = 24 * 60 * 60 * 1000;

interface Material {
  readonly posts: readonly ScalePost[];
  readonly members: readonly Member[];
}

/** Reports, one or two of each case. A third of the cases waits; the others are suspensions that are over, few members have most. */
const caseRows = (choices: Choices, scale: Scale, { posts, members }: Material): { cases: Row[]; flags: Row[] } => {
  const [cases, flags]: [Row[], Row[]] = [[], []];
  for (let number = 0; number < scale.cases; number += 1) {
    const [id, openedAt] = [choices.newId('case'), choices.time()];
    const post = number % 3 === 0 ? posts[number / 3] : undefined;
    const member = members[choices.powerLaw(members.length)];
    const decidedAt = laterThan(openedAt, 5, choices);
    const flagCount = choices.integer(1, 3);
    cases.push({
      ...{ id, target_id: post?.id ?? member?.id ?? '', member_id: post ? post.authorId : (member?.id ?? null) },
      ...{ status: post ? 'OPEN' : 'CLOSED', flag_count: flagCount, opened_at: openedAt },
      ...{ action: post ? null : 'SUSPEND', ground: post ? null : 'RULES', rule: post ? null : '1 Kindness' },
      ...{ facts: post ? null : 'Insults.', explanation: post ? null : 'Insults are not allowed.' },
      ...{ origin: post ? null : 'REPORT', until: post ? null : new Date(decidedAt.getTime() + DAY) },
      ...{ moderator_id: post ? null : (members[STAFF]?.id ?? null), decided_at: post ? null : decidedAt },
      closed_at: post ? null : new Date(decidedAt.getTime() + DAY),
    });
    for (let flag = 0; flag < flagCount; flag += 1) {
      const by = { member_id: choices.pick(members).id, reason: 'ABUSE', created_at: openedAt };
      flags.push({ id: choices.newId('flag'), case_id: id, ...by });
    }
  }
  return { cases, flags };
};

const deliveryRows = function* (choices: Choices, scale: Scale, webhookId: string) {
  for (let number = 0; number < scale.deliveries; number += 1) {
    const at = choices.time();
    yield {
      ...{ id: choices.newId('delivery'), webhook_id: webhookId, position: number + 1, attempts: 1, redelivery: false },
      ...{ status: choices.happens(0.9) ? 'SUCCEEDED' : 'FAILED', status_code: 200, duration_ms: 20 },
      ...{ first_sent_at: at, sent_at: at, created_at: at },
    };
  }
};

/** Loads cases of moderators, and a webhook of {@link STAFF}, which is not enabled. Posts and members are loaded. */
export const loadCases = async (client: Client, choices: Choices, scale: Scale, material: Material): Promise<void> => {
  const { cases, flags } = caseRows(choices, scale, material);
  await copyRows(client, 'membership.moderation_cases', cases);
  await copyRows(client, 'membership.moderation_flags', flags);
  const webhookId = choices.newId('webhook');
  const salt = `\\x${createHash('sha256').update(webhookId).digest('hex')}`;
  const webhook: Row = {
    ...{
      id: webhookId,
      member_id: material.members[STAFF]?.id ?? '',
      url: 'https://example.org/posts',
      types: ['PUBLISHED'],
    },
    ...{ format: 'STANDARD', enabled: false, scopes: ['POSTS_READ'], secret_salt: salt, position: scale.deliveries },
    ...{ failures: 0, created_at: choices.time() },
  };
  await copyRows(client, 'content.webhooks', [webhook]);
  await copyRows(client, 'content.webhook_deliveries', deliveryRows(choices, scale, webhookId));
};
