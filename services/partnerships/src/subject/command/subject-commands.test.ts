import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { ANALYST, callMutation, type Payload } from '../../../test/support/call-mutation';
import { onDatabase } from '../../../test/support/on-database';
import { recorder } from '../../../test/support/recorder';

const SELECTIONS = {
  organisation: `organisation { id slug name version kind country homepage parent { id } names { value kind sources { quote } }
    identifiers { scheme value } }`,
  person:
    'person { id slug name version facts { nodes { property { key } status value { ... on TextValue { text } } } } }',
  programme: 'programme { id name version status parent { id } partnership { id } }',
  partnership: 'partnership { id name version kind theme }',
} as const;

describe('Editors and analysts', () => {
  let open: OpenSubgraph<PartnershipsContext>;
  let citations: readonly object[];
  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    citations = [{ sourceId: (await recorder(open.context())).source.id, quote: 'text' }];
  });
  afterAll(() => open.close());

  type Kind = keyof typeof SELECTIONS;
  const call = (mutation: string, input: object, kind: Kind, more = '') =>
    callMutation(open, mutation, input, { selection: `${SELECTIONS[kind]} ${more}` });
  const nameMutation = (verb: string, kind: Kind): string => `${verb}${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const named = (kind: Kind, name: string, more: object = {}): object => ({
    ...(kind === 'organisation' ? { names: [{ value: name, kind: 'OFFICIAL', citations }] } : { name, citations }),
    ...(kind === 'organisation' && { kind: 'COMPANY' }),
    ...(kind === 'partnership' && { kind: 'OTHER' }),
    ...more,
  });
  const create = async (kind: Kind, name: string, more: object = {}): Promise<Record<string, unknown>> => {
    const payload = await call(nameMutation('create', kind), named(kind, name, more), kind);
    expect(payload.userErrors).toEqual([]);
    return payload[kind] as Record<string, unknown>;
  };
  const versionsOf = (table: string, id: unknown) =>
    onDatabase(open.url, (db) =>
      db.query(
        `SELECT version, name, change.member_id AS by, change.reason, known_to = 'infinity' AS current
          FROM ${table}_versions LEFT JOIN subject_changes change USING (version)
          WHERE id = $1 AND change.subject_id = id ORDER BY known_from`,
        [id],
      ),
    );
  const eventsOf = (id: unknown) =>
    onDatabase(open.url, (db) =>
      db.query<{ type: string; names: string[] | null }[]>(
        `SELECT type, payload -> 'names' AS names FROM events WHERE subject = $1 ORDER BY position`,
        [id],
      ),
    );

  test('Create an organisation with cited names and checked numbers, and the other services learn of it', async () => {
    const organisation = await create('organisation', 'Régie  de Quartier', {
      ...{ country: 'FR', homepage: 'https://regie.example/' },
      identifiers: [{ scheme: 'FR-SIRET', value: '732 829 320 00074' }],
    });
    expect(organisation).toMatchObject({
      ...{ name: 'Régie de Quartier', slug: 'regie-de-quartier', version: 1, kind: 'COMPANY', country: 'FR' },
      names: [{ value: 'Régie de Quartier', kind: 'OFFICIAL', sources: [{ quote: 'text' }] }],
      identifiers: [
        { scheme: 'siren', value: '732829320' },
        { scheme: 'siret', value: '73282932000074' },
      ],
    });
    expect(await eventsOf(organisation['id'])).toEqual([
      { type: 'OrganisationEstablished', names: null },
      { type: 'SubjectNamed', names: ['Régie de Quartier'] },
    ]);
    expect(await versionsOf('organisations', organisation['id'])).toMatchObject([{ by: 'member_analyst', version: 1 }]);
  });

  test('Change an organisation, and keep each version with its author and reason', async () => {
    const { id } = await create('organisation', 'Garage Solidaire');
    const whole = await create('organisation', 'Union des Garages');
    const update = (input: object) => call('updateOrganisation', { id, reason: 'Renamed.', ...input }, 'organisation');
    const changed = await update({
      ...{ expectedVersion: 1, kind: 'NETWORK', country: 'BE', parentId: whole['id'] },
      addNames: [{ value: 'Garages Solidaires', kind: 'OFFICIAL', sinceEdtf: '2015', citations }],
      identifiers: [{ scheme: 'siren', value: '123456782' }],
    });
    expect(changed).toMatchObject({
      organisation: {
        ...{ version: 2, name: 'Garages Solidaires', kind: 'NETWORK', country: 'BE', parent: { id: whole['id'] } },
        identifiers: [{ scheme: 'siren', value: '123456782' }],
      },
      userErrors: [],
    });
    expect((await eventsOf(id)).at(-1)).toEqual({
      type: 'SubjectNamed',
      names: ['Garage Solidaire', 'Garages Solidaires'],
    });
    const stale = await update({ expectedVersion: 1, country: 'FR' });
    expect(stale).toMatchObject({
      organisation: { version: 2, country: 'BE' },
      userErrors: [{ code: 'STALE_VERSION', field: ['expectedVersion'] }],
    });
    const same = await update({ expectedVersion: 2, country: 'BE', parentId: whole['id'] });
    expect(same).toMatchObject({ organisation: { version: 2 }, userErrors: [] });
    const emptied = await update({ expectedVersion: 2, country: null, parentId: null, identifiers: [] });
    expect(emptied.userErrors).toEqual([]);
    expect(emptied['organisation']).toMatchObject({ version: 3, country: null, parent: null, identifiers: [] });
    expect(await versionsOf('organisations', id)).toMatchObject([
      { version: 1, name: 'Garage Solidaire', reason: null, current: false },
      { version: 2, name: 'Garages Solidaires', reason: 'Renamed.', by: 'member_analyst', current: false },
      { version: 3, current: true },
    ]);
  });

  test.each<Kind>(['organisation', 'person', 'programme', 'partnership'])(
    'Create a %s once for a key, and a homonym only on purpose',
    async (kind) => {
      const input = named(kind, 'Twice named', { idempotencyKey: 'once' });
      const mutation = nameMutation('create', kind);
      const first = await call(mutation, input, kind);
      expect(first.userErrors).toEqual([]);
      expect(await call(mutation, input, kind)).toEqual(first);
      const again = await call(mutation, named(kind, 'TWICE NAMED'), kind);
      const field = [kind === 'organisation' ? 'names' : 'name'];
      expect(again).toMatchObject({ [kind]: null, userErrors: [{ code: 'ALREADY_EXISTS', field }] });
      const other = await call(mutation, named(kind, 'Twice named', { distinct: true }), kind);
      expect(other.userErrors).toEqual([]);
      expect((other[kind] as Payload)['id']).not.toEqual((first[kind] as Payload)['id']);
    },
  );

  test('Learn which existing one a new one may be', async () => {
    const { id } = await create('organisation', 'Numbered', { identifiers: [{ scheme: 'wikidata', value: 'Q77' }] });
    const given = named('organisation', 'Other', {
      distinct: true,
      identifiers: [{ scheme: 'wikidata', value: 'Q77' }],
    });
    const refused = await call('createOrganisation', given, 'organisation', 'candidates { id }');
    expect(refused).toMatchObject({
      ...{ organisation: null, candidates: [{ id }] },
      userErrors: [{ code: 'ALREADY_EXISTS', field: ['identifiers'] }],
    });
  });

  test('Create and rename a person, whose name is a fact with its source', async () => {
    const person = await create('person', 'Ada Lovelace');
    expect(person).toMatchObject({
      ...{ name: 'Ada Lovelace', version: 1 },
      facts: { nodes: [{ property: { key: 'name' }, status: 'PROPOSED', value: { text: 'Ada Lovelace' } }] },
    });
    const input = { id: person['id'], expectedVersion: 1, name: 'Ada King', reason: 'Married.' };
    expect(await call('updatePerson', input, 'person')).toMatchObject({
      person: { name: 'Ada King', slug: 'ada-lovelace', version: 2 },
    });
    expect((await eventsOf(person['id'])).map(({ names }) => names)).toEqual([['Ada Lovelace'], ['Ada King']]);
  });

  test('Create and change a partnership and its programmes, and no ring of parents', async () => {
    const { id: partnershipId } = await create('partnership', 'Renault and Mobiliz', { theme: 'Mobility' });
    const { id: parentId } = await create('programme', 'The whole', { partnershipId, status: 'ACTIVE' });
    const part = await create('programme', 'The part', { parentId });
    expect(part).toMatchObject({ status: 'UNKNOWN', parent: { id: parentId }, partnership: null });
    const ring = { id: parentId, expectedVersion: 1, parentId: part['id'], reason: 'Wrong.' };
    expect(await call('updateProgramme', ring, 'programme')).toMatchObject({
      ...{ programme: null, userErrors: [{ code: 'CONFLICT', field: ['parentId'] }] },
    });
    const input = { id: part['id'], expectedVersion: 1, reason: 'Ended.', status: 'CLOSED', name: 'The old part' };
    expect(await call('updateProgramme', { ...input, parentId: null, partnershipId }, 'programme')).toMatchObject({
      programme: {
        version: 2,
        status: 'CLOSED',
        name: 'The old part',
        parent: null,
        partnership: { id: partnershipId },
      },
    });
    expect((await eventsOf(part['id'])).at(-1)?.names).toEqual(['The old part', 'The part']);
    const theme = { id: partnershipId, expectedVersion: 1, reason: 'Not said.', theme: null, kind: 'PATRONAGE' };
    expect(await call('updatePartnership', theme, 'partnership')).toMatchObject({
      partnership: { version: 2, kind: 'PATRONAGE', theme: null, name: 'Renault and Mobiliz' },
    });
  });

  test.each<[string, Kind, object, [string, string[]]]>([
    ['no name', 'organisation', { names: [] }, ['REQUIRED', ['names']]],
    ['a blank name', 'person', { name: ' ' }, ['REQUIRED', ['name']]],
    ['a name of punctuation', 'programme', { name: '…' }, ['INVALID', ['name']]],
    ['no citation', 'partnership', { citations: [] }, ['REQUIRED', ['citations']]],
    [
      'a name without a citation',
      'organisation',
      { names: [{ value: 'N', kind: 'OFFICIAL', citations: [] }] },
      ['REQUIRED', ['names', '0', 'citations']],
    ],
    [
      'a wrong check digit',
      'organisation',
      { identifiers: [{ scheme: 'siren', value: '123456783' }] },
      ['INVALID', ['identifiers', '0', 'value']],
    ],
    ['an unknown country code', 'organisation', { country: 'France' }, ['INVALID', ['country']]],
    ['an unknown parent', 'programme', { parentId: 'programme_none' }, ['NOT_FOUND', ['parentId']]],
    ['an unknown partnership', 'programme', { partnershipId: 'x' }, ['NOT_FOUND', ['partnershipId']]],
  ])('Learn the field of a mistake: %s', async (_, kind, mistake, [code, field]) => {
    const input = { ...named(kind, 'Mistaken'), ...mistake };
    expect(await call(nameMutation('create', kind), input, kind)).toEqual({
      [kind]: null,
      userErrors: [{ code, field }],
    });
  });

  test.each<Kind>(['organisation', 'person', 'programme', 'partnership'])(
    'Learn that there is no %s to change',
    async (kind) => {
      const input = { id: 'org_none', expectedVersion: 1, reason: 'x', ...(kind === 'person' && { name: 'x' }) };
      expect(await call(nameMutation('update', kind), input, kind)).toEqual({
        ...{ [kind]: null, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] },
      });
    },
  );

  test('Are the only ones who may, and what they changed is personal data until they are erased', async () => {
    await expect(
      callMutation(open, 'createPerson', named('person', 'x'), { identity: memberIdentity('member_reader') }),
    ).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    const { subjects, idempotencyKeys } = await open.personalDataOf(ANALYST.memberId ?? '');
    expect(subjects).toContainEqual(expect.objectContaining({ version: 2, reason: 'Married.' }));
    expect(idempotencyKeys).toContainEqual(expect.objectContaining({ mutation: 'createPerson', key: 'once' }));
  });
});
