import { setTimeout as pause } from 'node:timers/promises';
import { send } from '../client';
import type { AttackContext, AttackKind } from '../kind';
import { Members, type Tokens } from '../members';
import { createOwner, type Owner } from '../owner';
import { readSubscription } from '../stream';

const STATEMENT = { rule: 'Rule 1', facts: 'It is an attack.', explanation: 'It is an attack.' };

/** What would show a hidden post: each as a query, with the ids of its things. */
const queriesFor = ({ secret, ids, slug }: Owner): readonly string[] => {
  const all = Object.values(ids).map((id) => `"${id}"`);
  const any = `__typename ... on Post { title body { text } comments(first: 3) { nodes { body { text } } } revisions(first: 3) { nodes { __typename } } }
    ... on Comment { body { text } post { title } } ... on Rating { review { body } subject { ... on Post { title } } }`;
  return [
    `{ post(id: "${ids['post']}") { title } }`,
    `{ post(slug: "${slug}") { title } }`,
    `{ node(id: "${ids['comment']}") { ${any} } }`,
    `{ nodes(ids: [${all.join(', ')}]) { ${any} } }`,
    `{ posts(filter: { text: "${secret}" }) { totalCount nodes { title } } }`,
    '{ posts(first: 100) { nodes { title excerpt(length: 50) } } }',
    `{ member(id: "${ids['member']}") { posts(first: 100) { totalCount nodes { title } } } }`,
    `{ postEvents(first: 100, filter: { authorIds: ["${ids['member']}"] }) { nodes { post { title } } } }`,
    '{ topRated(first: 50) { nodes { ... on Post { title } } } }',
    `{ viewer { notifications(first: 50) { nodes { message subject { ${any} } } } flags { target { ${any} } } } }`,
    '{ feed(first: 50) { nodes { title } } }',
  ];
};

const pagesFor = ({ slug, fileUrl }: Owner): readonly string[] => {
  const { pathname, search } = new URL(fileUrl);
  const feeds = ['atom', 'rss', 'json'].map((format) => `/feeds/posts.${format}`);
  return [`/posts/${slug}`, ...feeds, pathname + search];
};

/** Looks for the words of a hidden post wherever it could be, also with an entity tag of before. */
const lookFor = async (context: AttackContext, owner: Owner, readers: readonly (Tokens | null)[], tags: Tags) => {
  const { target, report } = context;
  for (const reader of readers) {
    const who = reader ? 'a member' : 'a visitor';
    for (const query of queriesFor(owner)) {
      const reply = await send(target.url, { query, credential: reader?.accessToken });
      report.add({ name: query }, reply);
      if (JSON.stringify(reply.body?.data ?? null).includes(owner.secret))
        report.violation(`${who} sees a hidden post: ${query} ${JSON.stringify(reply.body)}`);
    }
  }
  for (const path of pagesFor(owner)) {
    const response = await fetch(target.url + path, { headers: { 'if-none-match': tags.get(path) ?? '"x"' } });
    const isShown = response.status === 304 || (await response.text()).includes(owner.secret);
    if (isShown) report.violation(`${path} shows a hidden post, with status ${response.status}`);
  }
  const events = await readSubscription(target.url, {
    query: 'subscription ($after: Cursor) { postEventLogged(after: $after) { type post { title } } }',
    variables: { after: tags.get('cursor') },
  });
  if (events.includes(owner.secret)) report.violation('A subscription shows a hidden post of before.');
};

/** Entity tags of pages by path, and the cursor of the log. */
type Tags = ReadonlyMap<string, string>;

const readTags = async ({ target }: AttackContext, owner: Owner): Promise<Tags> => {
  const tags = new Map<string, string>();
  for (const path of pagesFor(owner)) {
    const { headers } = await fetch(target.url + path);
    tags.set(path, headers.get('etag') ?? '"x"');
  }
  return tags;
};

/** The cursor of the newest event of the log. */
const newestCursor = async ({ target }: AttackContext): Promise<string> => {
  const { body } = await send(target.url, { query: '{ postEvents(first: 1) { pageInfo { endCursor } } }' });
  const events = body?.data?.['postEvents'] as { pageInfo: { endCursor: string } } | null | undefined;
  if (!events) throw new Error(`The log cannot be read: ${JSON.stringify(body)}`);
  return events.pageInfo.endCursor;
};

const PROJECTED_MS = 10_000;

/** Services learn from each other's events that a post is hidden. Waits until all of them have, or for ten seconds. */
const untilHidden = async ({ target }: AttackContext, owner: Owner): Promise<void> => {
  const query = queriesFor(owner)[3] ?? '';
  for (const deadline = performance.now() + PROJECTED_MS; performance.now() < deadline; await pause(50)) {
    const { body } = await send(target.url, { query });
    if (!JSON.stringify(body).includes(owner.secret)) return;
  }
};

/** A post that everybody saw, and that a moderator or its author hides: nothing shows it any more. */
export const hidden: AttackKind = {
  name: 'posts that are hidden later',
  run: async (context) => {
    const members = new Members(context);
    const moderator = await members.joinAs('MODERATOR');
    const follower = await members.signIn(await members.join());
    const cursor = await newestCursor(context);
    const hide: readonly ((owner: Owner) => Promise<unknown>)[] = [
      ({ ids: { post: postId } }) =>
        members.mutate('moderatePost', '', { postId, status: 'HIDDEN', statement: STATEMENT }, moderator.accessToken),
      ({ ids: { post: id }, tokens }) => members.mutate('unpublishPost', '', { id }, tokens.accessToken),
      ({ ids: { post: id }, tokens }) => members.mutate('deletePost', '', { id }, tokens.accessToken),
    ];
    // A short run tries one of them: another one with the next seed.
    const steps = context.isComplete ? hide : hide.slice(context.seed % hide.length).slice(0, 1);
    for (const step of steps) {
      const owner = await createOwner(members);
      await members.mutate('follow', '', { id: owner.ids['member'] }, follower.accessToken);
      await members.mutate('flagPost', '', { postId: owner.ids['post'], reason: 'SPAM' }, follower.accessToken);
      const tags = new Map([...(await readTags(context, owner)), ['cursor', cursor]]);
      await step(owner);
      await untilHidden(context, owner);
      await lookFor(context, owner, [null, follower], tags);
    }
  },
};
