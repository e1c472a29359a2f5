import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { send } from './client';
import type { AttackContext } from './kind';
import type { Account, Members, Tokens } from './members';
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

interface Created {
  readonly id: string;
}

/** Attaches an image to a post. Returns the ids and the address of the file. */
const attach = async (members: Members, postId: string, secret: string, tokens: Tokens) => {
  const image = pngOf(8, 8, deflateSync(Buffer.alloc(8 * 9)));
  const request = { fileName: `${secret}.png`, bytes: image.length, contentType: 'image/png' };
  const upload = await members.create<Created & { url: string }>('requestUpload', 'upload', 'id url', request, tokens);
  await members.put(upload.url, image);
  const input = { uploadId: upload.id, postId, alt: secret };
  const file = await members.create<Created & { url: string }>('attachUpload', 'attachment', 'id url', input, tokens);
  return { id: file.id, upload: upload.id, url: file.url };
};

/** A new member with a public post, and a commenter who rated it and was answered. */
export const createOwner = async (members: Members): Promise<Owner> => {
  const account = await members.join();
  const tokens = await members.signIn(account);
  const secret = `secret${randomBytes(6).toString('hex')}`;
  const text = { kind: 'NEWS', lang: 'en', title: secret, body: `${secret} in a body`, publish: true };
  const post = await members.create<Created & { slug: string }>('createPost', 'post', 'id slug', text, tokens);
  const comment = { postId: post.id, body: secret };
  const rating = { subjectId: post.id, score: 4, review: { lang: 'en', body: secret } };
  const other = await members.signIn(await members.join());
  const { id: commentId } = await members.create<Created>('createComment', 'comment', 'id', comment, tokens);
  const { id: ratingId } = await members.create<Created>('rate', 'rating', 'id', rating, other);
  const { id: apiKey } = await members.createApiKey(tokens);
  const { id: attachment, upload, url: fileUrl } = await attach(members, post.id, secret, tokens);
  const hook = { url: 'https://hooks.wizness.example/', query: `{ id post { ${secret}: title } }` };
  const { id: webhook } = await members.create<Created>('createWebhook', 'webhook', 'id', hook, tokens);
  const member = await members.idOf(tokens);
  return {
    secret,
    account,
    tokens,
    ids: { post: post.id, comment: commentId, rating: ratingId, member, apiKey, attachment, upload, webhook },
    slug: post.slug,
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
    webhooks { id url query enabled }
    viewer { email scopes apiKeys { id revokedAt } sessions { id } }
  }`;
  const variables = { post: ids['post'], ids: [ids['comment'], ids['rating'], ids['member']] };
  const { body } = await send(target.url, { query, variables, credential: tokens.accessToken });
  if (body?.errors) throw new Error(JSON.stringify(body.errors));
  return JSON.stringify(body?.data);
};
