import { setTimeout as pause } from 'node:timers/promises';
import { type Audience, Visibility } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import * as fc from 'fast-check';
import { AUDIENCES, recordPost } from '../../test/support/hidden-posts';
import { handleEvent, onDatabase } from '../../test/support/on-database';
import { PUBLIC, recorder } from '../../test/support/recorder';
import { PublicNames1763900014000 } from '../migrations/1763900014000-public-names';
import { postConsumer } from '../projection/post.consumer';

const MEMBERS: Audience = { ...PUBLIC, visibility: Visibility.MEMBERS };
const DRAFT: Audience = { ...PUBLIC, published: false };

describe('The names of organisations in the log', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let time = 0;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  /** Names in each `SubjectNamed` of an organisation, oldest first. */
  const logged = (id: string): Promise<string[][]> =>
    onDatabase(open.url, async (db) => {
      const sql = "SELECT payload FROM events WHERE type = 'SubjectNamed' AND subject = $1 ORDER BY position";
      return (await db.query<{ payload: { names: string[] } }[]>(sql, [id])).map(({ payload }) => payload.names);
    });
  const namesForAnonymous = async (id: string): Promise<string[]> => {
    const { data, errors } = await open.query(`{ organisation(id: "${id}") { names { value } } }`);
    expect(errors).toBeUndefined();
    return (data?.['organisation'] as { names: { value: string }[] }).names.map(({ value }) => value);
  };
  /** The newest event has exactly the names that everyone may see, and no older one has others. */
  const expectOnlyPublicNames = async (id: string): Promise<void> => {
    const names = await namesForAnonymous(id);
    const events = await logged(id);
    expect(events.at(-1)).toEqual(names);
    for (const older of events) expect(names).toEqual(expect.arrayContaining(older));
  };
  const tell = (type: string, id: string, audience: Audience, more: object = {}): Promise<void> =>
    handleEvent(open.url, postConsumer, {
      type,
      subject: id,
      payload: { kind: 'ARTICLE', revision: 1, ...audience, ...more },
    });
  const register = (context: PartnershipsContext, ...values: string[]) =>
    context.organisations.register({
      kind: OrganisationKind.COMPANY,
      names: values.map((value, index) => ({ value, kind: index === 0 ? NameKind.OFFICIAL : NameKind.ALIAS })),
    });

  test.each(Object.entries(AUDIENCES))(
    'Include a name that only a post cites if it is public: %s',
    async (post, audience) => {
      const { organisationId } = await recordPost(open.context(), post, audience);
      const alias = `Alias of ${post}`;
      expect((await logged(organisationId)).at(-1)).toEqual([`Firm ${post}`, ...(post === 'public' ? [alias] : [])]);
      await expectOnlyPublicNames(organisationId);
    },
  );

  test('Follow every change of the audience of the post, and forget what is hidden again', async () => {
    const { organisationId, postId } = await recordPost(open.context(), 'changing', DRAFT);
    for (const [type, audience, isPublic] of [
      ['PostPublished', MEMBERS, false],
      ['PostUpdated', PUBLIC, true],
      ['PostUpdated', { ...PUBLIC, authorId: 'member_1' }, true],
      ['PostUnpublished', DRAFT, false],
      ['PostPublished', PUBLIC, true],
      ['PostRemoved', DRAFT, false],
    ] as const) {
      await tell(type, postId, audience);
      expect([type, (await namesForAnonymous(organisationId)).length]).toEqual([type, isPublic ? 2 : 1]);
      await expectOnlyPublicNames(organisationId);
    }
    const events = await logged(organisationId);
    await tell('PostRemoved', postId, DRAFT, { wordsDeleted: true });
    expect(await logged(organisationId)).toEqual(events);
  });

  test('Are right when an import cites a post while its audience changes', async () => {
    const { source, citation } = await recorder(open.context(), 'raced');
    let changing: Promise<void> | undefined;
    const { id } = await open.context().inTransaction(async (context) => {
      await context.sources.save({ ...source, document: 'raced', text: 'The text of raced.', published: null });
      const registered = await register(context, 'Raced', 'Also raced');
      const cited = { organisationNameId: registered.nameIds[1] ?? '' };
      await context.sources.cite([{ cited, documentKey: 'raced', citations: [citation] }]);
      const over = new AbortController();
      changing = tell('PostUnpublished', 'post_raced', DRAFT).finally(() => over.abort());
      const isWaiting = () =>
        onDatabase(open.url, async (db) => {
          const sql =
            "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
          return (await db.query<unknown[]>(sql)).length > 0;
        });
      while (!over.signal.aborted && !(await isWaiting())) await pause(5);
      return registered;
    });
    await changing;
    expect(await namesForAnonymous(id)).toEqual(['Raced']);
    await expectOnlyPublicNames(id);
  });

  test('Are exactly the public ones after any sequence of changes', async () => {
    const audiences = [PUBLIC, MEMBERS, DRAFT];
    const post = fc.integer({ min: 0, max: 1 });
    const change = fc.oneof(
      fc.record({ kind: fc.constant('cite' as const), post, name: fc.integer({ min: 0, max: 2 }) }),
      fc.record({ kind: fc.constant('stop citing' as const), post, name: fc.integer({ min: 0, max: 2 }) }),
      fc.record({ kind: fc.constant('tell' as const), post, name: fc.integer({ min: 0, max: 2 }) }),
      fc.record({ kind: fc.constant('move' as const), post, name: post }),
      fc.record({ kind: fc.constant('delete' as const), post, name: post }),
      fc.record({ kind: fc.constant('register' as const), post, name: fc.integer({ min: 0, max: 2 }) }),
    );
    const sequences = fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 3, maxLength: 6 }), async (changes) => {
        time += 1;
        const run = `run${time}`;
        const values = ['One', 'Two', 'Three'].map((value) => `${value} of ${run}`);
        const { id } = await register(open.context(), ...values);
        const posts = [await recorder(open.context(), `${run}a`, null), await recorder(open.context(), `${run}b`)];
        for (const { kind, post: index, name } of changes) {
          const document = `${run}${'ab'[index] ?? ''}`;
          const { nameIds } = await register(open.context(), ...values);
          const cited = { organisationNameId: nameIds[name] ?? '' };
          const { source, citation } = posts[index] ?? {};
          if (!source || !citation) throw new TypeError('There are two posts.');
          // A source whose post was deleted is there no more.
          const exists = await onDatabase(
            open.url,
            async (db) => (await db.query<unknown[]>('SELECT FROM sources WHERE id = $1', [source.id])).length > 0,
          );
          if (kind === 'cite' && exists) {
            await open.context().sources.cite([{ cited, documentKey: document, citations: [citation] }]);
          } else if (kind === 'stop citing') {
            await open.context().sources.cite([{ cited, documentKey: document, citations: [] }]);
          } else if (kind === 'tell') {
            await tell('PostUpdated', `post_${document}`, audiences[name] ?? PUBLIC);
          } else if (kind === 'move' && exists) {
            const postId = `post_${run}${'ab'[name] ?? ''}`;
            const text = `The text of ${document}.`;
            await open.context().sources.save({ ...source, document, text, postId, kind: 'POST' });
          } else if (kind === 'delete') {
            await tell('PostRemoved', `post_${document}`, DRAFT, { wordsDeleted: name === 1 });
          } else if (kind === 'register') {
            values.push(`Name ${values.length} of ${run}`);
            await register(open.context(), ...values);
          }
          await expectOnlyPublicNames(id);
        }
      }),
      { numRuns: 6 },
    );
    await expect(sequences).resolves.toBeUndefined();
  });

  test('Lose what an older version has logged of hidden posts', async () => {
    const { organisationId } = await recordPost(open.context(), 'older', MEMBERS);
    const { organisationId: publicId } = await recordPost(open.context(), 'older-public', PUBLIC);
    const before = await logged(publicId);
    await onDatabase(open.url, async (db) => {
      const names = JSON.stringify({ names: ['Firm older', 'Alias of older'] });
      const sql = "UPDATE events SET payload = $1 WHERE type = 'SubjectNamed' AND subject = $2";
      await db.query(sql, [names, organisationId]);
      const runner = db.connection.createQueryRunner();
      try {
        await runner.startTransaction();
        await new PublicNames1763900014000().up(runner);
        await runner.commitTransaction();
      } finally {
        await runner.release();
      }
    });
    await expectOnlyPublicNames(organisationId);
    expect(await logged(publicId)).toEqual(before);
  });
});
