import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { membership, type MembershipContext } from '@wizness/membership';
import { loadMember } from './member.loader';

const NAMES = ['Ada', 'Bruno', 'Chloé', 'Dina', 'Émile', 'Farah'];

describe('Members', () => {
  let open: OpenSubgraph<MembershipContext>;

  beforeAll(async () => {
    open = await openSubgraph(membership);
    const { members } = open.context();
    for (const name of NAMES) {
      const affiliation = { organisationId: 'org_one', title: 'Engineer' };
      await members.enrol({ handle: `${name}-100%`, name, locale: 'fr', affiliation });
    }
  });
  afterAll(() => open.close());

  const list = async (page: string): Promise<{ names: string[]; pageInfo: Record<string, unknown> }> => {
    const { data, errors } = await open.query(
      `{ members(${page}) { nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }`,
    );
    expect(errors).toBeUndefined();
    const { nodes, pageInfo } = data?.['members'] as { nodes: { name: string }[]; pageInfo: Record<string, unknown> };
    return { names: nodes.map(({ name }) => name), pageInfo };
  };

  test('Paging with a cursor returns every member once', async () => {
    const collected: string[] = [];
    let after = 'null';
    for (let more = true; more; ) {
      const { names, pageInfo } = await list(`first: 2, after: ${after}`);
      collected.push(...names);
      after = JSON.stringify(pageInfo['endCursor']);
      more = pageInfo['hasNextPage'] as boolean;
    }
    expect(collected).toEqual((await list('first: 100')).names);
    expect(collected).toHaveLength(NAMES.length);
  });

  test('A member is found by handle in any case, and % in a search text is literal', async () => {
    const { data } = await open.query(
      '{ member(handle: "ADA-100%") { name affiliation { title verified organisation { id } } } }',
    );
    expect(data?.['member']).toEqual({
      name: 'Ada',
      affiliation: { title: 'Engineer', verified: false, organisation: { id: 'org_one' } },
    });
    expect((await list('filter: { text: "0%" }')).names).toHaveLength(NAMES.length);
    expect((await list('filter: { text: "a%0" }')).names).toEqual([]);
  });

  test('A search for a name compares folded texts: accents, case and decomposed letters make no difference', async () => {
    for (const text of ['émile', 'EMILE', 'E\u0301mile', 'É\u00admil']) {
      expect((await list(`filter: { text: "${text}" }`)).names).toEqual(['Émile']);
    }
    expect((await list('filter: { text: "\uff23hloe" }')).names).toEqual(['Chloé']);
  });

  test('Enrolling the same handle again changes nothing', async () => {
    const again = await open.context().members.enrol({ handle: 'ADA-100%', name: 'Another', locale: 'en' });
    expect(again.name).toBe('Ada');
  });

  test('Roles are granted and revoked, and repeating either changes nothing', async () => {
    const grant = (handle: string, role: string) =>
      open.context().inTransaction(({ members }) => members.grant(handle, role));
    const revoke = (handle: string, role: string) =>
      open.context().inTransaction(({ members }) => members.revoke(handle, role));
    const rolesOf = async (handle: string) => (await loadMember(open.context().loaders, { handle }))?.roles;
    for (let time = 0; time < 2; time += 1) {
      expect(await grant('FARAH-100%', 'ADMIN')).toMatchObject({ name: 'Farah', roles: ['MEMBER', 'ADMIN'] });
    }
    await grant('farah-100%', 'EDITOR');
    expect(await rolesOf('farah-100%')).toEqual(['MEMBER', 'EDITOR', 'ADMIN']);
    await revoke('farah-100%', 'EDITOR');
    expect((await revoke('farah-100%', 'EDITOR')).roles).toEqual(['MEMBER', 'ADMIN']);
    expect(await rolesOf('ada-100%')).toEqual(['MEMBER']);
  });

  test.each([
    ['nobody', 'ADMIN', /no member with the handle "nobody"/],
    ['ada-100%', 'admin', /no role "admin"\. Choose one of MEMBER, EDITOR/],
  ])('Granting or revoking for the handle %s the role %s is refused', async (handle, role, message) => {
    for (const verb of ['grant', 'revoke'] as const) {
      await expect(open.context().inTransaction(({ members }) => members[verb](handle, role))).rejects.toMatchObject({
        message: expect.stringMatching(message),
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });

  test('The members of several organisations are read in one statement, and counted only on request', async () => {
    const representations = ['org_one', 'org_none'].map((id) => ({ __typename: 'Organisation', id }));
    const ask = (fields: string) =>
      open.query(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Organisation { members(first: 2) { ${fields} } } } }`,
        { representations },
      );
    open.statements();
    const { data } = await ask('nodes { name }');
    expect(data?.['_entities']).toEqual([
      { members: { nodes: [{ name: 'Ada' }, { name: 'Bruno' }] } },
      { members: { nodes: [] } },
    ]);
    expect(open.statements()).toHaveLength(1);
    const counted = await ask('totalCount');
    expect(counted.data?.['_entities']).toEqual([
      { members: { totalCount: NAMES.length } },
      { members: { totalCount: 0 } },
    ]);
    expect(open.statements()).toHaveLength(2);
  });

  test('The viewer is the caller, and null for an anonymous caller', async () => {
    const { data } = await open.query('{ member(handle: "ada-100%") { id } }');
    const memberId = (data?.['member'] as { id: string }).id;
    const response = await open.query('{ viewer { member { name } } }', {}, { memberId, roles: [], scopes: [] });
    expect(response.data).toEqual({ viewer: { member: { name: 'Ada' } } });
    expect((await open.query('{ viewer { member { name } } }')).data).toEqual({ viewer: null });
  });

  test.each([
    ['first: 101', 'BAD_USER_INPUT', /between 0 and 100/],
    ['first: -1', 'BAD_USER_INPUT', /between 0 and 100/],
    ['after: "nonsense"', 'INVALID_CURSOR', /not one of ours/],
    ['after: "WzEsInBvc3RzIiwiYSIsImIiXQ"', 'INVALID_CURSOR', /another list or order/],
    ['after: "WzEsIm1lbWJlcnMgTkFNRSIsImEiXQ"', 'INVALID_CURSOR', /damaged/],
    ['filter: { ids: ["org_00000000000000000000000000"] }', 'BAD_USER_INPUT', /an id of another type/],
    [`filter: { text: "${'x'.repeat(501)}" }`, 'BAD_USER_INPUT', /at most 500 are allowed/],
  ])('The page %s is refused with %s', async (page, code, message) => {
    const { errors } = await open.query(`{ members(${page}) { nodes { name } } }`);
    expect(errors?.[0]?.extensions['code']).toBe(code);
    expect(errors?.[0]?.message).toMatch(message);
  });

  test('A member requires exactly one of id and handle', async () => {
    for (const by of ['', '(id: "member_x", handle: "ada")']) {
      const { errors } = await open.query(`{ member${by} { name } }`);
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });
});
