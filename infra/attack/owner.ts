import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { send } from './client';
import type { AttackContext } from './kind';
import { type Account, Members, type Tokens } from './members';
import { pngOf } from './files';

/** A member with one thing of each type that others must not change. */
export interface Owner {
  /** A word in every text of the owner, so that it is found wherever it is shown. */
  readonly secret: string;
  readonly account: Account;
  readonly tokens: Tokens;
  /** Ids by type, such as `post`. */
  readonly ids: Readonly<Record<string, string>>;
  readonly slug: string;
  readonly fileUrl: string;
}

const idOf = (payload: Readonly<Record<string, unknown>> | null, field: string): string => {
  const id = (payload?.[field] as { readonly id?: string } | null | undefined)?.id;
  if (!id) throw new Error(`No ${field} was created: ${JSON.stringify(payload)}`);
  return id;
};

/** Attaches an image to a post. Returns the id and the address of the file. */
const attach = async (members: Members, postId: string, secret: string, { accessToken }: Tokens) => {
  const image = pngOf(8, 8, deflateSync(Buffer.alloc(8 * 9)));
  const request = { fileName: `${secret}.png`, bytes: image.length, contentType: 'image/png' };
  const { payload } = await members.mutate('requestUpload', 'upload { id url }', request, accessToken);
  const { id, url } = payload?.['upload'] as { id: string; url: string };
  await members.put(url, image);
  const input = { uploadId: id, postId, alt: secret };
  const attached = await members.mutate('attachUpload', 'attachment { id url }', input, accessToken);
  const file = attached.payload?.['attachment'] as { id: string; url: string } | null;
  if (!file) throw new Error(`No file was attached: ${JSON.stringify(attached)}`);
  return { id: file.id, upload: id, url: file.url };
};

/** A new member with a public post, and a commenter who rated it and was answered. */
export const createOwner = async (members: Members): Promise<Owner> => {
  const account = await members.join();
  const tokens = await members.signIn(account);
  const { accessToken } = tokens;
  const create = async (field: string, selection: string, input: object, credential = accessToken) =>
    (await members.mutate(field, selection, input, credential)).payload;
  const secret = `secret${randomBytes(6).toString('hex')}`;
  const text = { kind: 'NEWS', lang: 'en', title: secret, body: `${secret} in a body` };
  const created = await create('createPost', 'post { id slug }', { ...text, publish: true });
  const post = idOf(created, 'post');
  const comment = idOf(await create('createComment', 'comment { id }', { postId: post, body: secret }), 'comment');
  const { accessToken: other } = await members.signIn(await members.join());
  const review = { lang: 'en', body: secret };
  const rating = idOf(await create('rate', 'rating { id }', { subjectId: post, score: 4, review }, other), 'rating');
  const { id: apiKey } = await members.createApiKey(tokens);
  const { id: attachment, upload, url: fileUrl } = await attach(members, post, secret, tokens);
  const member = await members.idOf(tokens);
  return {
    secret,
    account,
    tokens,
    ids: { post, comment, rating, member, apiKey, attachment, upload },
    slug: (created?.['post'] as { slug: string }).slug,
    fileUrl,
  };
};

/** What the owner has, as they see it themselves. Counts that others may change are not in it. */
export const readThings = async (
  { target }: Pick<AttackContext, 'target'>,
  { ids, tokens }: Owner,
): Promise<string> => {
  const query = `query ($post: ID!, $ids: [ID!]!) {
    post(id: $post) { title body { text } status visibility revision attachments { id } author { id } }
    nodes(ids: $ids) {
      ... on Comment { body { text } removed author { id } }
      ... on Rating { score review { body } status reply { body } author { id } }
      ... on Member { name handle bio }
    }
    viewer { email scopes apiKeys { id revokedAt } sessions { id } }
  }`;
  const variables = { post: ids['post'], ids: [ids['comment'], ids['rating'], ids['member']] };
  const { body } = await send(target.url, { query, variables, credential: tokens.accessToken });
  if (body?.errors) throw new Error(JSON.stringify(body.errors));
  return JSON.stringify(body?.data);
};
