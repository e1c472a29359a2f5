import { content, type ContentContext } from '@wizness/content';
import {
  BACKGROUND_TIMEOUTS,
  catalogue,
  type Clock,
  type Identity,
  type RunningSubgraph,
  systemClock,
} from '@wizness/kernel';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { MODES } from '../src/graph';
import { type Client, createClient, type Tokens } from './support/client';
import { demoDatabase, openGraph, silentLog, type TestGraph } from './support/graphs';
import { join, PASSWORD } from './support/join';
import { type Mailbox, openMailbox } from './support/mailbox';

const SECOND_PASSWORD = 'seven slow barges under one bridge';

const VIEWER = '{ viewer { member { id handle } email scopes } }';
const PAGE = `query ($slug: String!) { post(slug: $slug) { id commentCount author { id }
  comments(first: 100) { nodes { id removed author { handle } body { source } } } } }`;

interface Page {
  readonly id: string;
  readonly commentCount: number;
  readonly author: { readonly id: string } | null;
  readonly comments: {
    readonly nodes: readonly {
      readonly id: string;
      readonly removed: boolean;
      readonly author: { readonly handle: string } | null;
      readonly body: { readonly source: string };
    }[];
  };
}

/** The identity in an access token, as the gateway reads it after verifying the token. */
const identityIn = ({ accessToken }: Tokens): Identity => {
  const claims = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString();
  const { sub, sid, roles, scope } = JSON.parse(claims) as { sub: string; sid: string; roles: string[]; scope: string };
  return { memberId: sub, sessionId: sid, roles, scopes: scope.split(' ') };
};

let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.remove());

describe.each(MODES)('An account from registration to erasure (%s)', (mode) => {
  let database: TestDatabase;
  let graph: TestGraph;
  let contentService: RunningSubgraph<ContentContext>;
  let slug: string;
  let advancedMs = 0;
  const clock: Clock = { now: () => new Date(Date.now() + advancedMs), newId: systemClock.newId };
  const advance = (minutes: number): void => {
    advancedMs += minutes * 60_000;
  };
  const client: Client = createClient(() => graph.url);
  const { send, mutate, signIn, refresh } = client;

  beforeAll(async () => {
    database = await demoDatabase();
    graph = await openGraph(mode, database, { clock, settings: mailbox.settings });
    contentService = await content.open({
      database: { url: database.url, poolSize: 2, timeouts: BACKGROUND_TIMEOUTS },
      settings: mailbox.settings.content,
      log: silentLog,
    });
    const { data } = await send('{ posts(first: 1, filter: { kinds: [GOOD_PRACTICE] }) { nodes { slug } } }');
    slug = (data?.['posts'] as { nodes: { slug: string }[] }).nodes[0]?.slug ?? '';
  });
  afterAll(async () => {
    await contentService.close();
    await graph.close();
    await database.drop();
  });

  const page = async (): Promise<Page> => (await send(PAGE, { slug })).data?.['post'] as Page;
  const viewer = async (credential: string) =>
    (await send(VIEWER, {}, credential)).data?.['viewer'] as { member: { id: string } } | null;
  /** Writes a comment through the service, with the clock of the test. */
  const comment = (identity: Identity, postId: string, body: string) =>
    contentService.createContext({ identity, clock }).comments.write({ postId, parentId: null, body });

  test('A member registers, comments, stays signed in for days, resets the password and erases the account', async () => {
    const handle = `ondine-${mode}`;
    const email = await join(client, mailbox, handle);
    const first = await signIn(email, PASSWORD);
    const { member } = (await viewer(first.accessToken)) ?? { member: { id: '' } };
    expect(member).toMatchObject({ handle });

    const post = await page();
    const written = await comment(identityIn(first), post.id, 'Nous faisons pareil à Nantes.');
    expect(written.userErrors).toEqual([]);
    const own = (await page()).comments.nodes.find(({ id }) => id === written.comment?.id);
    expect(own).toMatchObject({
      author: { handle },
      removed: false,
      body: { source: 'Nous faisons pareil à Nantes.' },
    });

    advance(11);
    expect(await send(VIEWER, {}, first.accessToken)).toMatchObject({ status: 401 });
    const tabs = await Promise.all([refresh(first.refreshToken), refresh(first.refreshToken)]);
    expect(tabs[0]?.refreshToken).toBe(tabs[1]?.refreshToken);
    for (const tokens of tabs) expect(await viewer(tokens?.accessToken ?? '')).toMatchObject({ member: { handle } });
    advance(60 * 24 * 3);
    const later = await refresh(tabs[0]?.refreshToken ?? '');
    expect(await viewer(later?.accessToken ?? '')).toMatchObject({ email });

    const mailCount = (await mailbox.mailsTo(email, 1)).length;
    expect(await mutate('requestPasswordReset', { email })).toEqual({ accepted: true, userErrors: [] });
    const token = await mailbox.tokenFor(email, mailCount + 1);
    expect(await mutate('resetPassword', { token, newPassword: SECOND_PASSWORD })).toMatchObject({ done: true });
    expect(await refresh(later?.refreshToken ?? '')).toBeNull();
    expect(await mutate('signIn', { email, password: PASSWORD })).toMatchObject({ tokens: null });

    const last = await signIn(email, SECOND_PASSWORD);
    const wrong = await mutate('eraseAccount', { password: PASSWORD, mode: 'DELETE_CONTENT' }, last.accessToken);
    expect(wrong).toMatchObject({ erasedAt: null, userErrors: [{ code: 'INVALID', field: ['password'] }] });
    const erased = await mutate(
      'eraseAccount',
      { password: SECOND_PASSWORD, mode: 'DELETE_CONTENT' },
      last.accessToken,
    );
    expect(erased).toMatchObject({ erasedAt: expect.any(String), userErrors: [] });
    expect(await viewer(last.accessToken)).toBeNull();
    expect(await refresh(last.refreshToken)).toBeNull();
    expect(await mutate('signIn', { email, password: SECOND_PASSWORD })).toMatchObject({ tokens: null });
    const { data } = await send(`{ member(handle: "${handle}") { id } }`);
    expect(data).toEqual({ member: null });
    // A comment that nobody answered leaves no trace.
    await waitUntil(async () => (await page()).comments.nodes.every(({ id }) => id !== written.comment?.id));
    await expect(comment(identityIn(last), post.id, 'Encore moi.')).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
    expect((await page()).commentCount).toBe(post.commentCount);
  });

  test('A program uses an API key within its scopes; its owner exports their data, revokes the key and erases the account', async () => {
    const handle = `paulin-${mode}`;
    const email = await join(client, mailbox, handle);
    const tokens = await signIn(email, PASSWORD);
    const keyWith = async (...scopes: string[]): Promise<{ id: string; secret: string }> => {
      const { apiKey, secret } = await mutate('createApiKey', { name: scopes.join(' '), scopes }, tokens.accessToken);
      return { id: (apiKey as { id: string }).id, secret: secret ?? '' };
    };
    const writeKey = await keyWith('COMMENTS_WRITE', 'POSTS_READ');
    const readKey = await keyWith('POSTS_READ');
    const { memberId, roles } = identityIn(tokens);
    const asKey = (scopes: string[]): Identity => ({ memberId, roles, scopes, apiKeyId: writeKey.id });

    expect(await viewer(writeKey.secret)).toEqual({
      member: { id: memberId, handle },
      email: null,
      scopes: ['POSTS_READ', 'COMMENTS_WRITE'],
    });
    const post = await page();
    const { comment: written } = await comment(asKey(['POSTS_READ', 'COMMENTS_WRITE']), post.id, 'Par programme.');
    expect((await page()).comments.nodes.find(({ id }) => id === written?.id)).toMatchObject({ author: { handle } });
    await expect(comment(asKey(['POSTS_READ']), post.id, 'Sans droit.')).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    for (const mutation of [
      'requestDataExport { userErrors { code } }',
      'eraseAccount(input: { password: "x" }) { erasedAt }',
    ]) {
      const { errors } = await send(`mutation { ${mutation} }`, {}, writeKey.secret);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }

    const { export: file } = await mutate('requestDataExport', {}, tokens.accessToken);
    const { url, status } = file as { url: string; status: string };
    expect(status).toBe('SUCCEEDED');
    const { pathname, search } = new URL(url);
    const response = await fetch(`${graph.url}${pathname}${search}`);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    const text = await response.text();
    const exported = JSON.parse(text) as { memberId: string; services: Record<string, Record<string, unknown[]>> };
    expect(Object.keys(exported.services)).toEqual(catalogue.map(({ name }) => name).toSorted());
    expect(exported.services['content']?.['comments']).toEqual([expect.objectContaining({ body: 'Par programme.' })]);
    expect(text).toContain(email);
    expect((await fetch(`${graph.url}${pathname}?token=x.y.z`)).status).toBe(401);

    await mutate('revokeApiKey', { id: readKey.id }, tokens.accessToken);
    expect(await send(VIEWER, {}, readKey.secret)).toMatchObject({ status: 401 });
    await mutate('eraseAccount', { password: PASSWORD, mode: 'ANONYMISE_CONTENT' }, tokens.accessToken);
    expect(await send(VIEWER, {}, writeKey.secret)).toMatchObject({ status: 401 });
    await waitUntil(async () => (await page()).comments.nodes.some(({ id, author }) => id === written?.id && !author));
    const keptComment = (await page()).comments.nodes.find(({ id }) => id === written?.id);
    expect(keptComment).toMatchObject({ removed: false, body: { source: 'Par programme.' } });
    expect((await fetch(`${graph.url}${pathname}${search}`)).status).toBe(401);
  });
});
