import { ErasureMode, FuzzyDate, Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { everyRow, handleEvent } from '../../test/support/on-database';
import { PUBLIC, recorder } from '../../test/support/recorder';
import { eraseMember } from './erase-member';

describe('A member who recorded facts', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  /** Two facts, one of them in two versions, from a post by the member, about an organisation that they created. */
  const write = async (memberId: string) => {
    const context = open.context();
    const names = [{ value: `Firm of ${memberId}`.replace('member_', ''), kind: NameKind.OFFICIAL }];
    const { id: subjectId } = await context.organisations.register({ kind: OrganisationKind.COMPANY, names });
    await context.subjects.createdBy(subjectId, memberId);
    const document = memberId.replace('member_', 'page-of-');
    const { record } = await recorder(context, document, {
      ...PUBLIC,
      visibility: Visibility.MEMBERS,
      authorId: memberId,
    });
    const about = { subjectId, measure: 'STATEMENT', recordedById: memberId } as const;
    const founded = (edtf: string) =>
      record({
        ...about,
        claim: 'founded',
        property: 'founded',
        value: { kind: 'DATE', date: FuzzyDate.fromEdtf(edtf), raw: edtf },
      });
    const purpose = () =>
      record({ ...about, claim: 'purpose', property: 'purpose', value: { kind: 'TEXT', text: 'x', lang: 'en' } });
    const ids = [(await founded('1998')).id, (await founded('1999')).id, (await purpose()).id];
    return { ids, subjectId, purpose };
  };
  const erase = (memberId: string, mode: ErasureMode) =>
    handleEvent(open.url, eraseMember, { type: 'MemberErased', subject: memberId, payload: { mode } });

  test('Gets every version of the recorded facts with its quotes as personal data', async () => {
    const { ids, subjectId } = await write('member_curious');
    await write('member_nosy');
    const row = (id: string | undefined, property: string) => ({
      id,
      subjectId,
      property,
      recordedAt: expect.stringMatching(/^2026-01-01T\d\d:\d\d:\d\d\.\d{3}Z$/),
      reason: null,
      quotes: ['text'],
    });
    expect(await open.personalDataOf('member_curious')).toEqual({
      facts: [row(ids[0], 'founded'), row(ids[1], 'founded'), row(ids[2], 'purpose')],
      subjects: [{ id: subjectId, version: 1, reason: null, changedAt: expect.any(String) }],
      merges: [],
      exports: [],
      rejectedDuplicates: [],
      idempotencyKeys: [],
    });
    expect(await open.personalDataOf('member_new')).toEqual({
      facts: [],
      subjects: [],
      merges: [],
      exports: [],
      rejectedDuplicates: [],
      idempotencyKeys: [],
    });
  });

  test.each(Object.values(ErasureMode))(
    'Erasure keeps the facts and removes every reference to the member: %s',
    async (mode) => {
      const memberId = `member_${mode.toLowerCase()}`;
      const { ids } = await write(memberId);
      const other = `member_other_${mode.toLowerCase()}`;
      await write(other);
      const rowsOf = async (id: string) => (await everyRow(open.url)).filter((row) => row.includes(id));
      const ofOther = await rowsOf(other);
      expect(await rowsOf(memberId)).toHaveLength(5);
      for (let time = 0; time < 2; time += 1) {
        await erase(memberId, mode);
        expect(await rowsOf(memberId)).toEqual([expect.stringMatching(/^erased_members /)]);
      }
      expect(await rowsOf(other)).toEqual(ofOther);
      const { data, errors } = await open.query(
        'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Fact { id recordedBy { id } } } }',
        { all: ids.map((id) => ({ __typename: 'Fact', id })) },
        memberIdentity('member_reader'),
      );
      expect(errors).toBeUndefined();
      expect(data?.['_entities']).toEqual(ids.map((id) => ({ id, recordedBy: null })));
    },
  );

  test('Cannot record facts after erasure, even with a valid token', async () => {
    const { ids, purpose } = await write('member_late');
    await erase('member_late', ErasureMode.ANONYMISE_CONTENT);
    await expect(purpose()).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(ids).toHaveLength(3);
  });
});
