import { anonymous, Visibility } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import { RateableKind } from '@wizness/ratings';
import { type OpenRatings, openRatings } from '../../test/support/open-ratings';

const QUERY = `query ($subjectId: ID!, $after: Cursor) {
  ratingSummaryEvents(subjectId: $subjectId, after: $after) {
    nodes { id cursor subject { id ratingSummary { count } } }
    pageInfo { endCursor }
  }
}`;

interface Log {
  readonly nodes: readonly {
    readonly cursor: string;
    readonly subject: { readonly id: string; readonly ratingSummary: { readonly count: number } } | null;
  }[];
}

describe('The log of a rating summary', () => {
  let open: OpenRatings;
  beforeAll(async () => {
    open = await openRatings();
  });
  afterAll(() => open.close());

  const read = async (variables: object, identity = anonymous): Promise<Log> => {
    const { data, errors } = await open.query(QUERY, { ...variables }, identity);
    expect(errors).toBeUndefined();
    return data?.['ratingSummaryEvents'] as Log;
  };
  const rate = (subjectId: string) => open.as(open.member()).ratings.rate({ subjectId, score: 4, review: null });

  test('Has an entry for each change, with the summary as it is now', async () => {
    const [subjectId, other] = [await open.subject(RateableKind.ORGANISATION), await open.subject()];
    await rate(subjectId);
    await rate(other);
    await rate(subjectId);
    const { nodes } = await read({ subjectId });
    expect(nodes.map(({ subject }) => subject)).toEqual(
      [1, 2].map(() => ({ id: subjectId, ratingSummary: { count: 2 } })),
    );
    expect((await read({ subjectId, after: nodes[0]?.cursor })).nodes).toEqual(nodes.slice(1));
  });

  test('Is empty for a caller who cannot see the subject', async () => {
    const subjectId = await open.subject(RateableKind.NEWS, { visibility: Visibility.MEMBERS });
    await rate(subjectId);
    expect((await read({ subjectId })).nodes).toEqual([]);
    expect((await read({ subjectId }, memberIdentity(open.member()))).nodes).toHaveLength(1);
  });
});
