import { type Audience, Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import {
  NameKind,
  OrganisationKind,
  ParticipationRole,
  PartnershipKind,
  partnerships,
  type PartnershipsContext,
} from '@wizness/partnerships';
import fc from 'fast-check';
import { handleEvent, onDatabase } from '../../test/support/on-database';
import { PUBLIC, VOCABULARY } from '../../test/support/recorder';
import { CITED, FACT_COUNTS, FACTS, PARTNERS } from '../../test/support/slow-visibility';
import { postConsumer } from '../projection/post.consumer';
import { repairFactVisibility } from './repair-fact-visibility';

const POSTS = ['post_1', 'post_2', 'post_3'];
const SOURCES = ['one', 'two', 'three', 'paper'];
const CLAIMS = ['a', 'b', 'c', 'd'];
/** The participation that each claim states: two organisations take part in the same two things. */
const PARTICIPATIONS = {
  a: ['First', 'programme'],
  b: ['Second', 'programme'],
  c: ['First', 'shared'],
  d: ['Second', 'shared'],
};
const MEMBERS = { member_author: null, member_colleague: 'org_theirs', member_other: null } as const;

/** Something that changes which facts are visible to whom. */
type Change =
  | { readonly kind: 'audience'; readonly post: string; readonly audience: Audience }
  | { readonly kind: 'remove'; readonly post: string; readonly wordsDeleted: boolean }
  | { readonly kind: 'save'; readonly source: string; readonly post: string | null }
  | {
      readonly kind: 'record';
      readonly claim: string;
      readonly value: number;
      readonly cited: readonly (readonly [string, string | null])[];
    }
  | { readonly kind: 'retract'; readonly kept: readonly string[] };

const source = fc.constantFrom(...SOURCES);
const post = fc.constantFrom(...POSTS);
const audience: fc.Arbitrary<Audience> = fc.record({
  published: fc.boolean(),
  visibility: fc.constantFrom(...Object.values(Visibility)),
  authorId: fc.constantFrom('member_author', null),
  organisationId: fc.constantFrom('org_theirs', null),
});
/** Most facts are stated and cited by posts, so that many are seen by some viewers alone. */
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('audience' as const), post, audience }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('record' as const),
      claim: fc.constantFrom(...CLAIMS),
      value: fc.nat(1),
      cited: fc.array(fc.tuple(source, fc.option(source)), { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('save' as const), source, post: fc.option(post, { freq: 6 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), post, wordsDeleted: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retract' as const), kept: fc.subarray(CLAIMS) }) },
);

const LISTS = `query ($sources: [_Any!]!) {
  _entities(representations: $sources) {
    ... on Organisation { id partners(first: 10) { nodes { id } totalCount } }
    ... on Source { id facts(first: 100) { nodes { id } totalCount } }
    ... on Post { id facts(first: 100) { nodes { id } totalCount } }
  }
  facts(first: 100, filter: { statuses: [PROPOSED, ACCEPTED, DISPUTED, RETRACTED] }) { nodes { id } totalCount }
}`;

interface List {
  readonly nodes: readonly { readonly id: string }[];
  readonly totalCount: number;
}

interface Lists {
  readonly _entities: readonly ({ readonly id: string; readonly facts?: List; readonly partners?: List } | null)[];
  readonly facts: List;
}

describe('The facts that a viewer sees', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let subjectId: string;
  const ids = new Map<string, string>();
  const sourceIds = new Map<string, string>();

  const save = async (document: string, postId: string | null): Promise<void> => {
    const kind = postId === null ? 'WEB_PAGE' : 'POST';
    const text = `The text of ${document}.`;
    const { source: saved } = await open
      .context()
      .sources.save({ document, kind, title: document, lang: 'fr', text, postId, originKey: document });
    sourceIds.set(document, saved.id);
  };

  beforeEach(async () => {
    open = await openSubgraph(partnerships);
    const context = open.context();
    await context.properties.defineMissing(VOCABULARY);
    for (const value of ['Firm', 'First', 'Second']) {
      const names = [{ value, kind: NameKind.OFFICIAL }];
      ids.set(value, (await context.organisations.register({ kind: OrganisationKind.COMPANY, names })).id);
    }
    subjectId = ids.get('Firm') ?? '';
    ids.set('programme', (await context.programmes.register({ names: ['Programme'] })).id);
    ids.set('shared', (await context.partnerships.register({ name: 'Shared', kind: PartnershipKind.OTHER })).id);
    for (const [index, document] of SOURCES.entries()) await save(document, POSTS[index] ?? null);
  });
  afterEach(() => open.close());

  const apply = async (made: Change): Promise<void> => {
    const context = open.context();
    switch (made.kind) {
      case 'audience':
        return context.posts.register({ id: made.post, audience: made.audience });
      case 'remove':
        await handleEvent(open.url, postConsumer, {
          type: 'PostRemoved',
          subject: made.post,
          payload: { kind: 'ARTICLE', revision: 1, ...PUBLIC, ...(made.wordsDeleted && { wordsDeleted: true }) },
        });
        for (const document of SOURCES) if (made.wordsDeleted) await save(document, null);
        return;
      case 'save':
        return save(made.source, made.post);
      case 'retract':
        return void (await context.facts.retractAbsent('claims', made.kept));
      case 'record': {
        const citations = made.cited.map(([cited, reported]) => ({
          sourceId: sourceIds.get(cited) ?? '',
          reportedSourceId: reported && (sourceIds.get(reported) ?? null),
          quote: 'text',
          lang: 'fr',
        }));
        const value = { kind: 'TEXT', text: `value ${made.value}`, lang: 'en' } as const;
        const about = { subjectId, property: 'purpose', measure: 'STATEMENT', value } as const;
        const { id: factId } = await context.facts.record({
          document: 'claims',
          claim: made.claim,
          citations,
          ...about,
        });
        const [organisation = '', place = ''] = PARTICIPATIONS[made.claim as keyof typeof PARTICIPATIONS];
        const [organisationId = '', inId = ''] = [ids.get(organisation), ids.get(place)];
        await context.participations.register({ organisationId, inId, role: ParticipationRole.PARTNER, factId });
      }
    }
  };

  /**
   * What each viewer sees by the lists of the graph, and what they should see, judged citation by citation; and the stored
   * numbers of facts, with the facts counted one by one.
   */
  const seenAndExpected = (): Promise<{ seen: unknown; expected: unknown }[]> =>
    onDatabase(open.url, async (db) => {
      const all = await db.query<{ id: string }[]>('SELECT id FROM sources');
      const representations = [
        ...all.map(({ id }) => ({ __typename: 'Source', id })),
        ...POSTS.map((id) => ({ __typename: 'Post', id })),
        ...['First', 'Second'].map((name) => ({ __typename: 'Organisation', id: ids.get(name) })),
      ];
      const compared: { seen: unknown; expected: unknown }[] = [];
      for (const viewer of [null, ...Object.keys(MEMBERS)]) {
        const organisationId = viewer && MEMBERS[viewer as keyof typeof MEMBERS];
        const identity = viewer === null ? undefined : memberIdentity(viewer, organisationId ? { organisationId } : {});
        const { data, errors } = await open.query(LISTS, { sources: representations }, identity);
        expect(errors).toBeUndefined();
        const { _entities: entities, facts } = data as unknown as Lists;
        const visible = entities.filter((entity) => entity !== null);
        const partners = await db.query<{ organisationId: string; partnerId: string }[]>(PARTNERS, [viewer]);
        const cited = await db.query<{ cited_id: string; fact_id: string }[]>(`${CITED} ORDER BY 1, 2`, [viewer]);
        const expectedFacts = await db.query<{ id: string }[]>(
          `SELECT id FROM facts WHERE known_to = 'infinity' AND id IN (${FACTS}) ORDER BY 1`,
          [viewer],
        );
        compared.push({
          seen: {
            viewer,
            facts: [facts.nodes.map(({ id }) => id).toSorted(), facts.totalCount],
            listed: visible.map(({ id, ...of }) => {
              const list = of.facts ?? of.partners;
              return [id, list?.nodes.map((node) => node.id).toSorted(), list?.totalCount];
            }),
          },
          expected: {
            viewer,
            facts: [expectedFacts.map(({ id }) => id), expectedFacts.length],
            listed: visible.map((entity) => {
              const listed = entity.partners
                ? partners.filter((row) => row.organisationId === entity.id).map((row) => row.partnerId)
                : cited.filter((row) => row.cited_id === entity.id).map((row) => row.fact_id);
              return [entity.id, listed, listed.length];
            }),
          },
        });
      }
      const counts = await db.query<{ id: string; stored: number; counted: number }[]>(FACT_COUNTS, [null]);
      compared.push({
        seen: counts.map(({ id, stored }) => [id, stored]),
        expected: counts.map(({ id, counted }) => [id, counted]),
      });
      return compared;
    });

  test('Are those of citations that they see, after any changes of audiences, citations, posts and versions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        for (const each of changes) await apply(each);
        for (const { seen, expected } of await seenAndExpected()) expect(seen).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  });

  test('Are the same while several transactions change audiences and citations at once', async () => {
    const kinds = ['audience', 'record', 'save'];
    const changes = fc.sample(change, { numRuns: 150, seed: 7 }).filter(({ kind }) => kinds.includes(kind));
    await Promise.all(
      [0, 1, 2, 3].map(async (writer) => {
        for (const [index, each] of changes.entries()) if (index % 4 === writer) await apply(each);
      }),
    );
    for (const { seen, expected } of await seenAndExpected()) expect(seen).toEqual(expected);
  });

  test('Are computed again by a repair, whatever was stored', async () => {
    for (const each of fc.sample(change, { numRuns: 20, seed: 3 })) await apply(each);
    await onDatabase(open.url, async (db) => {
      await db.query('ALTER TABLE facts DISABLE TRIGGER USER');
      await db.query('UPDATE facts SET visible_to = 2 - visible_to');
      await db.query('ALTER TABLE facts ENABLE TRIGGER USER');
      await db.query('UPDATE cited_facts SET visible_to = 0, retracted = NOT retracted');
      await db.query('DELETE FROM cited_facts WHERE id % 2 = 0');
      await db.transaction((tx) => repairFactVisibility(tx));
    });
    for (const { seen, expected } of await seenAndExpected()) expect(seen).toEqual(expected);
  });
});
