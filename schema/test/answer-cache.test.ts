import type { TestDatabase } from '@wizness/kernel/testing';
import fc from 'fast-check';
import { operationNames, readOperation } from '../src/files';
import { MODES } from '../src/graph';
import { createClient } from './support/client';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';
import { join, PASSWORD } from './support/join';
import { type Mailbox, openMailbox } from './support/mailbox';

/** How long to wait for two requests between which nothing was written, in milliseconds. */
const QUIET_MS = 30_000;
const STEPS = 60;
const SEED = 1129;

const POST = '{ posts(first: 1) { nodes { id slug author { id handle } } } }';
const READS = `query ($id: ID!, $slug: String!) {
  post(slug: $slug) { title reactions { kind count } ratingSummary { count average } comments(first: 5) { totalCount } }
  node(id: $id) { ... on Member { name bio } }
}`;

const WRITES = ['react', 'rate', 'updateProfile'] as const;
const TEXTS = {
  react: 'mutation ($input: ReactionInput!) { result: addReaction(input: $input) { userErrors { code field } } }',
  unreact: 'mutation ($input: ReactionInput!) { result: removeReaction(input: $input) { userErrors { code field } } }',
  rate: 'mutation ($input: RateInput!) { result: rate(input: $input) { userErrors { code field } } }',
  updateProfile:
    'mutation ($input: UpdateProfileInput!) { result: updateProfile(input: $input) { member { id } userErrors { code field } } }',
} as const;

const countOf = (
  statements: ReadonlyMap<string, readonly string[]>,
): { readonly reads: number; readonly versions: number } => {
  const all = [...statements.values()].flat();
  const versions = all.filter((sql) => sql.includes('pg_current_snapshot()')).length;
  return { versions, reads: all.length - versions };
};

describe('Gateways that keep answers to anonymous callers', () => {
  let database: TestDatabase;
  let mailbox: Mailbox;
  let keeping: readonly TestGraph[];
  /** Another gateway process, which keeps none, on the same database. */
  let fresh: TestGraph;

  beforeAll(async () => {
    database = await demoDatabase();
    mailbox = await openMailbox();
  });
  beforeAll(async () => {
    const { settings } = mailbox;
    keeping = await Promise.all(MODES.map((mode) => openGraph(mode, database, { settings, answerCacheMs: 600_000 })));
    fresh = await openGraph('embedded', database, { settings });
  });
  afterAll(async () => {
    await Promise.all([...keeping, fresh].map((graph) => graph.close()));
    await mailbox.remove();
    await database.drop();
  });

  test('An example operation that is asked again sends no statements but those that read the versions of the data', async () => {
    const [operation = ''] = operationNames().map(readOperation);
    for (const graph of keeping) {
      const texts = new Set<string>();
      let isFromMemory = false;
      // Every write on the PostgreSQL server changes the version: those of background work, and of suites that run meanwhile.
      for (const end = performance.now() + QUIET_MS; !isFromMemory && performance.now() < end; ) {
        graph.statements();
        texts.add((await graph.execute(operation)).text);
        const { reads, versions } = countOf(graph.statements());
        isFromMemory = versions > 0 && reads === 0;
      }
      expect(isFromMemory).toBe(true);
      expect(texts.size).toBe(1);
    }
  });

  test(`What members write through another process is in the next answer, in ${STEPS} random steps (seed ${SEED})`, async () => {
    const client = createClient(() => fresh.url);
    const email = await join(client, mailbox, 'keen-writer');
    const { accessToken } = await client.signIn(email, PASSWORD);
    const write = async (name: keyof typeof TEXTS, input: object) => {
      const { data, errors } = await client.send(TEXTS[name], { input }, accessToken);
      expect(errors).toBeUndefined();
      expect(data?.['result']).toMatchObject({ userErrors: [] });
      return data?.['result'] as { readonly member?: { readonly id: string } };
    };
    const { data } = await fresh.execute<{ posts: { nodes: { id: string; slug: string }[] } }>(POST);
    const post = data.posts.nodes[0] ?? { id: '', slug: '' };
    const { member } = await write('updateProfile', { bio: 'Biography 0' });
    const variables = { id: member?.id, slug: post.slug };
    const steps = fc.sample(
      fc.record({ isWrite: fc.boolean(), what: fc.constantFrom(...WRITES), score: fc.integer({ min: 1, max: 5 }) }),
      { numRuns: STEPS, seed: SEED },
    );
    let reacted = false;
    let compared = 0;
    for (const [number, { isWrite, what, score }] of steps.entries()) {
      if (isWrite && what === 'react') {
        await write(reacted ? 'unreact' : 'react', { targetId: post.id, kind: 'INSIGHTFUL' });
        reacted = !reacted;
      }
      if (isWrite && what === 'rate') await write('rate', { subjectId: post.id, score });
      if (isWrite && what === 'updateProfile') await write('updateProfile', { bio: `Biography ${number}` });
      const before = await fresh.execute(READS, variables);
      const answers = await Promise.all(keeping.map((graph) => graph.execute(READS, variables)));
      const after = await fresh.execute(READS, variables);
      expect(before.errors).toBeUndefined();
      // Otherwise a projection was written meanwhile.
      if (before.text !== after.text) continue;
      expect(answers.map(({ text }) => text)).toEqual([before.text, before.text]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(STEPS / 2);
  });
});
