import { loadServices } from '@wizness/gateway';
import { Kind, parse } from 'graphql';
import { MODES } from '../src/graph';
import { MUTATION_ROWS } from '../src/access/mutation-rows';
import { type Community, type MutationCall, openCommunity } from './support/mutations/community';
import { CONTENT_CALLS } from './support/mutations/content-calls';
import { MEMBERSHIP_CALLS } from './support/mutations/membership-calls';
import { RATINGS_CALLS } from './support/mutations/ratings-calls';
import { WEBHOOK_CALLS } from './support/mutations/webhook-calls';

const CALLS: Readonly<Record<string, Readonly<Record<string, MutationCall>>>> = {
  content: { ...CONTENT_CALLS, ...WEBHOOK_CALLS },
  membership: MEMBERSHIP_CALLS,
  ratings: RATINGS_CALLS,
};

/** The mutations that a service declares. */
const mutationsOf = (service: string): string[] => {
  const { sdl = '' } = loadServices().find(({ name }) => name === service) ?? {};
  return parse(sdl).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Mutation'
      ? (definition.fields ?? []).map(({ name }) => name.value)
      : [],
  );
};

describe.each(Object.keys(CALLS))('The mutations of %s', (service) => {
  test('have each a call in the tests below', () => {
    expect(Object.keys(CALLS[service] ?? {}).toSorted()).toEqual(mutationsOf(service).toSorted());
  });

  test('have each a row in the table of access', () => {
    const rows = MUTATION_ROWS.filter((row) => row.service === service).map(({ name }) => name);
    expect(rows.toSorted()).toEqual(
      mutationsOf(service)
        .map((name) => `Mutation.${name}`)
        .toSorted(),
    );
  });
});

describe.each(MODES)('A member of the public graph (%s)', (mode) => {
  let community: Community;
  beforeAll(async () => {
    community = await openCommunity(mode);
  });
  afterAll(() => community?.close());

  test.each(Object.values(CALLS).flatMap(Object.entries<MutationCall>))('can use the mutation %s', async (_, call) => {
    const [payload, expected] = await call(community);
    expect(payload).toEqual({ ...expected, userErrors: [] });
  });
});
