import { content, type ContentContext } from '@wizness/content';
import { createLogger, openDatabase, systemClock, type LoggedEvent } from '@wizness/kernel';
import { checkEqualInBatches, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { logged } from '../../test/support/content-with-membership';
import { news, publishAll } from '../../test/support/samples';
import { ratingScoreConsumer } from './rating-score.consumer';
import { freezeMeans } from './rating-score.store';

describe('How posts are rated', () => {
  let open: OpenSubgraph<ContentContext>;
  let db: DataSource;
  let ids: string[];
  const log: LoggedEvent[] = [];
  beforeAll(async () => {
    open = await openSubgraph(content);
    db = await openDatabase({ url: open.url, poolSize: 1, log: createLogger('content', 'silent') }, content.storage);
    ids = await publishAll(
      open.context(),
      ['one', 'two', 'three', 'four'].map((slug) => news(slug)),
    );
  });
  afterAll(async () => {
    await db.destroy();
    await open.close();
  });

  const rated = (index: number, count: number, sum: number): Promise<void> => {
    const payload = { kind: 'NEWS', count, sum };
    log.push(logged(log.length + 1, { type: 'RatingSummaryChanged', subject: ids[index] ?? '', payload }));
    const nothing = { read: async () => [] };
    const ratings = { read: async (after: number, limit: number) => log.slice(after, after + limit) };
    return open.catchUp({ membership: nothing, partnerships: nothing, ratings }, systemClock);
  };
  const list = async (args: string): Promise<string[]> => {
    const { data, errors } = await open.query(`{ posts${args} { nodes { slug } } }`);
    if (errors?.[0]) throw errors[0];
    return (data?.['posts'] as { nodes: { slug: string }[] }).nodes.map(({ slug }) => slug);
  };

  test('Puts forty ratings of 4.1 before one of 5, and a post without ratings last', async () => {
    await rated(0, 1, 5);
    await rated(1, 40, 164);
    await rated(2, 3, 9);
    expect(await list('(orderBy: BEST_RATED)')).toEqual(['two', 'three', 'one', 'four']);
    const pages: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data } = await open.query(
        'query ($after: Cursor) { posts(first: 1, after: $after, orderBy: BEST_RATED) { nodes { slug } pageInfo { endCursor hasNextPage } } }',
        { after },
      );
      const { nodes, pageInfo } = data?.['posts'] as {
        nodes: { slug: string }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
      pages.push(...nodes.map(({ slug }) => slug));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(pages).toEqual(['two', 'three', 'one', 'four']);
  });

  test('Filters by an average score', async () => {
    expect(await list('(filter: { minRating: 4.1 })')).toEqual(['two', 'one']);
    expect(await list('(filter: { minRating: 5 })')).toEqual(['one']);
    expect(await list('(filter: { minRating: 1 })')).toEqual(['three', 'two', 'one']);
    expect(await list('(filter: { not: { minRating: 4.1 } })')).toEqual(['four', 'three']);
    for (const wrong of ['0.5', '5.5', '-1', '1e300']) {
      await expect(list(`(filter: { minRating: ${wrong} })`)).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });

  test('Changes order by a new mean of the kind only when it is computed, once a day, and has moved enough', async () => {
    const scores = async (): Promise<string[]> =>
      (await db.query<{ score: string }[]>('SELECT rating_score AS score FROM posts ORDER BY id')).map(
        ({ score }) => score,
      );
    const before = await scores();
    await db.transaction(freezeMeans);
    const after = await scores();
    expect(after).not.toEqual(before);
    const [{ mean }] = (await db.query('SELECT mean FROM rating_means')) as [{ mean: string }];
    // (20 * 3 + 5 + 164 + 9) / (20 + 44)
    expect(Number(mean)).toBeCloseTo(238 / 64, 5);
    await rated(2, 4, 12);
    await db.transaction(freezeMeans);
    expect(await db.query('SELECT mean FROM rating_means')).toEqual([{ mean }]);
    expect(await list('(orderBy: BEST_RATED)')).toEqual(['two', 'three', 'one', 'four']);
  });

  test('Is the same in batches as one by one', async () => {
    const checking = checkEqualInBatches({
      subgraph: content,
      url: open.url,
      consumer: ratingScoreConsumer,
      event: fc.record({
        type: fc.constant('RatingSummaryChanged'),
        subject: fc.constantFrom(...ids, 'org_00000000000000000000000001'),
        payload: fc.record({
          kind: fc.constantFrom('NEWS'),
          count: fc.integer({ min: 0, max: 5 }),
          sum: fc.integer({ min: 0, max: 25 }),
        }),
      }),
      rows: ['SELECT id, rating_count, rating_sum, rating_score FROM posts ORDER BY id'],
    });
    await expect(checking).resolves.toBeUndefined();
  });
});
