import { content, type ContentContext } from '@wizness/content';
import { checkEqualInBatches, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import fc from 'fast-check';
import { idOf, news, publishAll } from '../../test/support/samples';
import { followConsumer } from './follow.consumer';
import { knownNameConsumer } from './known-name.consumer';

const MEMBERS = [1, 2, 3].map((number) => idOf('member', number));
const ERASED = MEMBERS[2];
const NAMES = ['Mobiliz', 'mobiliz', 'Voiture&Co', 'Renault', 'Les Deux Rives', 'a'];

describe('Events of other services, handled in batches', () => {
  let open: OpenSubgraph<ContentContext>;
  beforeAll(async () => {
    open = await openSubgraph(content);
  });
  afterAll(() => open.close());

  test('Leave the same follows as one by one, also of erased members', async () => {
    const checking = checkEqualInBatches({
      subgraph: content,
      url: open.url,
      consumer: followConsumer,
      event: fc.record({
        type: fc.constantFrom('MemberFollowed', 'MemberUnfollowed'),
        subject: fc.constantFrom(...MEMBERS),
        payload: fc.record({ targetId: fc.constantFrom(...MEMBERS, idOf('org', 1)) }),
      }),
      prepare: async (tx) => {
        await tx.query('INSERT INTO follows VALUES ($1, $2)', [MEMBERS[0], MEMBERS[1]]);
        await tx.query('INSERT INTO erased_members VALUES ($1, now())', [ERASED]);
      },
      rows: ['SELECT * FROM follows ORDER BY member_id, target_id'],
    });
    await expect(checking).resolves.toBeUndefined();
  });

  test('Leave the same names and mentions as one by one', async () => {
    await publishAll(open.context(), [
      news('one', { body: { source: 'Mobiliz, Renault et les Deux Rives.', format: 'PLAIN' as never } }),
      news('two', { body: { source: 'Voiture & Co et MOBILIZ.', format: 'PLAIN' as never } }),
    ]);
    const checking = checkEqualInBatches({
      subgraph: content,
      url: open.url,
      consumer: knownNameConsumer,
      event: fc.record({
        type: fc.constant('SubjectNamed'),
        subject: fc.constantFrom(idOf('org', 1), idOf('programme', 2), idOf('org', 3)),
        payload: fc.record({ names: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 4 }) }),
      }),
      rows: [
        'SELECT * FROM known_names ORDER BY target_id, value COLLATE "C"',
        'SELECT post_id, target_id, occurrence, surface, start, "end", found_by_name FROM mentions ORDER BY post_id, start',
      ],
    });
    await expect(checking).resolves.toBeUndefined();
  });
});
