import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { MODES } from '../src/graph';
import { type Actor, type Community, openCommunity } from './support/mutations/community';
import { post } from './support/mutations/content-calls';

/** An entry of a log, with what the client selects of it. */
interface Entry {
  readonly id: string;
  readonly cursor: string;
  readonly [field: string]: unknown;
}

/** Changes of something, and the entry that each of them must make. */
interface Followed {
  /** The query field of the same log. */
  readonly log: string;
  /** Arguments of both fields. */
  readonly given?: string;
  readonly selection: string;
  readonly steps: readonly (readonly [act: () => Promise<unknown>, expected: object])[];
  /** Null: nobody has signed in. */
  readonly as: Actor | null;
}

const FIELDS: Readonly<Record<string, (community: Community) => Promise<Followed>>> = {
  postEventLogged: async ({ author }) => {
    const { id } = await post(author, { title: 'Draft', publish: false });
    return {
      log: 'postEvents',
      given: 'filter: { kinds: [NEWS] }',
      selection: 'type post { title }',
      as: null,
      steps: [
        [() => author.make('publishPost', { id }, 'post'), { type: 'PUBLISHED', post: { title: 'Draft' } }],
        [
          () => author.make('updatePost', { id, expectedRevision: 1, title: 'Better' }, 'post'),
          { type: 'UPDATED', post: { title: 'Better' } },
        ],
        [() => author.make('unpublishPost', { id }, 'post'), { type: 'UNPUBLISHED', post: null }],
        [() => author.make('publishPost', { id }, 'post'), { type: 'PUBLISHED', post: { title: 'Better' } }],
        [() => author.run('deletePost', { id }, 'deletedId'), { type: 'REMOVED', post: null }],
      ],
    };
  },
  commentAdded: async ({ author, reader }) => {
    const { id: postId } = await post(author);
    let id = '';
    const add = async () => ({ id } = await reader.make('createComment', { postId, body: 'Good.' }, 'comment'));
    const body = (text: string) => ({ comment: { body: { text } } });
    return {
      log: 'commentEvents',
      given: `postId: "${postId}"`,
      selection: 'comment { body { text } }',
      as: null,
      steps: [
        [add, body('Good.')],
        [() => reader.make('updateComment', { id, body: 'Very good.' }, 'comment'), body('Very good.')],
        // Only its place is left.
        [() => reader.run('deleteComment', { id }), body('')],
      ],
    };
  },
  factRecorded: async ({ editor }) => {
    const known = (await editor.ask(
      '{ facts(first: 1) { nodes { subject { ... on Node { id } } citations { quote source { id } } } } }',
    )) as { facts: { nodes: { subject: { id: string }; citations: { quote: string; source: { id: string } }[] }[] } };
    const [fact] = known.facts.nodes;
    const [citation] = fact?.citations ?? [];
    let id = '';
    const input = {
      subjectId: fact?.subject.id,
      property: 'mobility_platforms',
      measure: 'ACTUAL',
      value: { quantity: { amount: '9', unit: 'platform' } },
      citations: [{ sourceId: citation?.source.id, quote: citation?.quote }],
    };
    const revise = async () =>
      ({ id } = await editor.make('reviseFact', { id, expectedVersion: 1, reason: 'Again.', country: 'FR' }, 'fact'));
    return {
      log: 'factEvents',
      selection: 'type fact { version status country }',
      as: null,
      steps: [
        [
          async () => ({ id } = await editor.make('recordFact', input, 'fact')),
          { type: 'RECORDED', fact: { version: 1, status: 'PROPOSED', country: null } },
        ],
        [revise, { type: 'REVISED', fact: { version: 2, status: 'PROPOSED', country: 'FR' } }],
        [
          () => editor.make('retractFact', { id, reason: 'Wrong.' }, 'fact'),
          { type: 'RETRACTED', fact: { version: 3, status: 'RETRACTED', country: 'FR' } },
        ],
      ],
    };
  },
  ratingSummaryChanged: async ({ author, reader, editor }) => {
    const { id: subjectId } = await post(author);
    const rate = (actor: Actor, score: number) => () => actor.make('rate', { subjectId, score }, 'rating');
    const summary = (count: number, average: number | null) => ({ subject: { ratingSummary: { count, average } } });
    return {
      log: 'ratingSummaryEvents',
      given: `subjectId: "${subjectId}"`,
      selection: 'subject { ratingSummary { count average } }',
      as: null,
      steps: [
        [rate(reader, 5), summary(1, 5)],
        [rate(editor, 4), summary(2, 4.5)],
        [rate(reader, 3), summary(2, 3.5)],
        [() => reader.run('removeRating', { subjectId }), summary(1, 4)],
      ],
    };
  },
  notificationReceived: async ({ joined, reader, editor }) => {
    const owner = await joined();
    const { id: postId } = await post(owner);
    const comment = (actor: Actor) => () => actor.make('createComment', { postId, body: 'Good.' }, 'comment');
    const notified = (count: number, ...actors: readonly Actor[]) => ({
      notification: { kind: 'REPLY', count, actors: actors.map(({ id }) => ({ id })) },
    });
    return {
      log: 'notificationEvents',
      selection: 'notification { kind count actors { id } }',
      as: owner,
      steps: [
        [comment(reader), notified(1, reader)],
        [comment(editor), notified(2, editor, reader)],
      ],
    };
  },
};

describe.each(MODES)('Every subscription (%s)', (mode) => {
  let community: Community;
  beforeAll(async () => {
    community = await openCommunity(mode);
  });
  afterAll(() => community.close());

  /** Reads the log to its end. Returns its entries behind `after`, and its end. */
  const readLog = async ({ log, given, as }: Followed, after: string | null) => {
    const entries: Entry[] = [];
    for (let end = after; ; ) {
      const query = `query ($after: Cursor) { page: ${log}(first: 100, after: $after${given ? `, ${given}` : ''}) {
        nodes { id cursor } pageInfo { endCursor hasNextPage } } }`;
      const response = await fetch(`${community.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headersOf(as) },
        body: JSON.stringify({ query, variables: { after: end } }),
      });
      const { data } = (await response.json()) as {
        data: { page: { nodes: Entry[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
      };
      entries.push(...data.page.nodes);
      end = data.page.pageInfo.endCursor;
      if (!data.page.pageInfo.hasNextPage) return { entries, end };
    }
  };
  const headersOf = (as: Actor | null): Record<string, string> =>
    as ? { authorization: `Bearer ${as.tokens.accessToken}` } : {};

  test.each(Object.keys(FIELDS))(
    '%s has each change with its state at that moment, and the same entries behind one of its cursors in other protocols',
    async (field) => {
      const followed = await FIELDS[field]!(community);
      const { given, selection, steps, as } = followed;
      const { end } = await readLog(followed, null);
      const query = `subscription ($after: Cursor) {
        entry: ${field}(after: $after${given ? `, ${given}` : ''}) { id cursor ${selection} } }`;
      const url = `${community.url}/graphql`;

      const sse = createSseClient({ url, retryAttempts: 0, headers: () => headersOf(as) });
      const events = sse.iterate<{ entry: Entry }>({ query, variables: { after: end } });
      const got: Entry[] = [];
      for (const [act, expected] of steps) {
        await act();
        const { value } = await events.next();
        expect(value).toMatchObject({ data: { entry: expected } });
        got.push(value.data.entry);
      }
      sse.dispose();

      const [first, ...rest] = got.map(({ id, cursor }) => ({ id, cursor }));
      const ws = createWsClient({
        url: url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: headersOf(as),
      });
      const again: Entry[] = [];
      for await (const { data } of ws.iterate<{ entry: Entry }>({ query, variables: { after: first?.cursor } })) {
        if (data) again.push(data.entry);
        if (again.length === rest.length) break;
      }
      await ws.dispose();
      expect(again.map(({ id, cursor }) => ({ id, cursor }))).toEqual(rest);
      expect((await readLog(followed, first?.cursor ?? null)).entries).toEqual(rest);
    },
  );
});
