import { hash } from 'node:crypto';
import { Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { onDatabase } from '../../test/support/on-database';
import { PUBLIC, recorder } from '../../test/support/recorder';
import { linesByFact, takeExport } from '../../test/support/take-export';
import { deletePostText } from '../privacy/delete-post-text';
import { FACT_COLUMNS, HASH_PREFIX, NOT_HASHED } from './fact-columns';

const MEMBER = memberIdentity('member_1');

describe('Exports of facts', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    const names = [{ value: '@Élan & Co', kind: NameKind.OFFICIAL }];
    const subjectId = (await open.context().organisations.register({ kind: OrganisationKind.COMPANY, names })).id;
    const { record } = await recorder(open.context(), 'public', PUBLIC);
    const hidden = await recorder(open.context(), 'members', { ...PUBLIC, visibility: Visibility.MEMBERS });
    const about = { subjectId, property: 'mobility_platforms', measure: 'ACTUAL' } as const;
    const quantity = (amount: string) => ({ kind: 'QUANTITY', amount, unit: 'platform', raw: `=${amount}` }) as const;
    await record({ claim: 'nine', ...about, value: quantity('-9.50'), country: 'FR' });
    const text = `=1+1, "x"\r\n\u2028"'\u0007é🚲`;
    const purpose = { subjectId, property: 'purpose', measure: 'STATEMENT' } as const;
    await record({
      claim: 'text',
      ...purpose,
      value: { kind: 'TEXT', text, lang: 'en' },
      dimensions: { b: '1', a: '2' },
    });
    await hidden.record({ claim: 'secret', ...about, value: quantity('3') });
  });
  afterAll(() => open.close());

  const rows = async (options: Parameters<typeof takeExport>[1] = {}) =>
    (await takeExport(open, options)).bytes
      .toString()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  test('Have the columns that are described, and a hash of all that a version states', async () => {
    for (const row of await rows()) {
      expect(Object.keys(row).toSorted()).toEqual(FACT_COLUMNS.map(({ name }) => name).toSorted());
      const hashed = Object.entries(row).filter(([name]) => !(NOT_HASHED as readonly string[]).includes(name));
      // RFC 8785: the keys sorted, no blanks.
      const canonical = JSON.stringify(Object.fromEntries(hashed.toSorted(([a], [b]) => (a < b ? -1 : 1))));
      expect(row['hash']).toBe(hash('sha256', HASH_PREFIX + canonical));
    }
  });

  test('Show what the caller may see, and have another tag and cursor for each audience', async () => {
    expect((await rows()).map(({ amount }) => amount).toSorted()).toEqual(['-9.50', null]);
    expect((await rows({ identity: MEMBER })).map(({ amount }) => amount).toSorted()).toEqual(['-9.50', '3', null]);
    const [one, other] = [await takeExport(open), await takeExport(open, { identity: MEMBER })];
    expect(one.tag).not.toBe(other.tag);
    await expect(takeExport(open, { identity: MEMBER, parameters: { after: one.cursor ?? '' } })).rejects.toMatchObject(
      { extensions: { code: 'INVALID_CURSOR' } },
    );
  });

  test('Need the scope EXPORTS_READ of a member or a key', async () => {
    const identity = { ...MEMBER, apiKeyId: 'apikey_1', scopes: ['FACTS_READ'] };
    await expect(takeExport(open, { identity })).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    await expect(takeExport(open, { identity: { ...identity, scopes: ['EXPORTS_READ'] } })).resolves.toBeDefined();
  });

  test('Guard cells of CSV that a spreadsheet would run, and no number', async () => {
    const { bytes } = await takeExport(open, { format: 'csv' });
    const text = bytes.toString();
    expect(text.startsWith(`${FACT_COLUMNS.map(({ name }) => name).join(',')}\r\n`)).toBe(true);
    expect(text).toContain(',-9.50,');
    expect(text).toContain(`,'=-9.50,`);
    expect(text).toContain(`,'@Élan & Co,`);
    expect(text).toContain(`,"'=1+1, ""x""\r\n\u2028""'\u0007é🚲",`);
  });

  test('Tell what was added, revised, retracted and hidden since a cursor', async () => {
    const first = await takeExport(open);
    expect(linesByFact((await takeExport(open, { parameters: { after: first.cursor ?? '' } })).bytes).size).toBe(1);
    const context = open.context();
    const { record, source } = await recorder(context, 'second', PUBLIC);
    const [subjectId] = (await rows()).map(({ subject }) => String(subject));
    const about = { subjectId: subjectId ?? '', property: 'mobility_platforms', measure: 'TARGET' } as const;
    const value = (amount: string) => ({ kind: 'QUANTITY', amount, unit: 'platform', raw: amount }) as const;
    const added = await record({ claim: 'a', ...about, value: value('1') });
    const before = await takeExport(open);
    await record({ claim: 'a', ...about, value: value('2') });
    const after = { after: before.cursor ?? '' };
    const revised = linesByFact((await takeExport(open, { parameters: after })).bytes);
    expect(JSON.parse(revised.get(added.id) ?? '')).toMatchObject({ amount: '2', version: 2 });
    expect(revised.size).toBe(2);
    await context.posts.register({ id: source.postId ?? '', audience: { ...PUBLIC, visibility: Visibility.MEMBERS } });
    const hidden = await takeExport(open, { parameters: after });
    expect(linesByFact(hidden.bytes).get(added.id)).toBe(JSON.stringify({ fact: added.id, gone: true }));
    expect(linesByFact(hidden.bytes).get('')).toBe(JSON.stringify({ cursor: hidden.cursor }));
  });

  test('Tell of a dispute, a new name, a new title of a source, a merge, a new name after it, and a quote that was deleted', async () => {
    const context = open.context();
    const [one, other] = [await recorder(context, 'one', PUBLIC), await recorder(context, 'other', PUBLIC)];
    const names = [{ value: 'Boréal', kind: NameKind.OFFICIAL }];
    const { id: subjectId } = await context.organisations.register({ kind: OrganisationKind.COMPANY, names });
    const about = { subjectId, property: 'purpose', measure: 'STATEMENT' } as const;
    const value = (text: string) => ({ kind: 'TEXT', text, lang: 'en' }) as const;
    const citations = [one.citation, other.citation];
    const { id } = await one.record({ claim: 'b', ...about, value: value('Ride'), citations });
    const rival = await other.record({ claim: 'c', ...about, value: value('Walk') });
    let cursor = (await takeExport(open)).cursor ?? '';
    const changed = async () => {
      const delta = await takeExport(open, { parameters: { after: cursor } });
      cursor = delta.cursor ?? '';
      return JSON.parse(linesByFact(delta.bytes).get(id) ?? 'null') as Record<string, unknown> | null;
    };
    expect(await changed()).toBeNull();
    await context.facts.declareContradiction(id, rival.id);
    expect(await changed()).toMatchObject({ status: 'DISPUTED', review_status: 'ACCEPTED' });
    await onDatabase(open.url, (db) => db.query(`UPDATE organisations SET name = 'Borée' WHERE id = $1`, [subjectId]));
    expect(await changed()).toMatchObject({ subject_name: 'Borée' });
    await onDatabase(open.url, (db) => db.query(`UPDATE sources SET title = 'News' WHERE id = $1`, [one.source.id]));
    expect(await changed()).toMatchObject({ sources: [{ title: 'News' }, { title: 'A page' }] });
    const home = { kind: OrganisationKind.COMPANY, names: [{ value: 'Cobalt', kind: NameKind.OFFICIAL }] };
    const { id: survivorId } = await context.organisations.register(home);
    await context.merges.merge({ survivorId, duplicateIds: [subjectId], reason: 'One.' }, 'member_1');
    expect(await changed()).toMatchObject({ subject: survivorId, subject_name: 'Cobalt', stated_subject: subjectId });
    await onDatabase(open.url, (db) =>
      db.query(`UPDATE organisations SET name = 'Cobalte' WHERE id = $1`, [survivorId]),
    );
    expect(await changed()).toMatchObject({ subject: survivorId, subject_name: 'Cobalte' });
    await onDatabase(open.url, (db) => db.transaction((tx) => deletePostText(tx, 'post_one')));
    expect(await changed()).toMatchObject({ citations: [{ source: other.source.id }] });
  });

  test('Read many rows by one statement in a transaction of its own', async () => {
    open.statements();
    await takeExport(open);
    const statements = open.statements().filter((sql) => sql.startsWith('COPY'));
    expect(statements).toHaveLength(1);
  });
});
