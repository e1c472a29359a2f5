import type { Actor, Community, MutationCall } from './community';

let posts = 0;

/** A published post; a draft if `more` says so. */
export const post = ({ make }: Actor, more: object = {}) => {
  posts += 1;
  const input = { kind: 'NEWS', title: `Post ${posts}`, body: 'Some words.', lang: 'en', publish: true, ...more };
  return make<{ readonly id: string; readonly slug: string }>('createPost', input, 'post', '{ id slug }');
};

const commentOn = async ({ author, reader }: Community) =>
  reader.make('createComment', { postId: (await post(author)).id, body: 'Good.' }, 'comment');

export const statement = { rule: '1 Kindness', facts: 'It insults.', explanation: 'It hurts.' };

const DRAFT = { publish: false };
const STARTS = { startsAt: '2126-01-01T18:00:00Z', timeZone: 'Europe/Paris' };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const challengeWithContribution = async (author: Actor) => {
  const { id: challengeId } = await post(author, { kind: 'CHALLENGE', details: { challenge: { question: 'How?' } } });
  return { challengeId, postId: (await post(author)).id };
};

const CONTRIBUTIONS = '{ details { ... on ChallengeDetails { contributions { nodes { id } } } } }';
const contributions = (...ids: readonly string[]) => ({
  challenge: { details: { contributions: { nodes: ids.map((id) => ({ id })) } } },
});

const sentUpload = async ({ author, put }: Community): Promise<string> => {
  const input = { fileName: 'photo.png', contentType: 'image/png', bytes: PNG.length };
  const upload = await author.make<{ id: string; url: string; headers: { name: string; value: string }[] }>(
    'requestUpload',
    input,
    'upload',
    '{ id url headers { name value } }',
  );
  const status = await put(upload.url, PNG, Object.fromEntries(upload.headers.map(({ name, value }) => [name, value])));
  if (status !== 204) throw new Error(`The upload was refused with ${status}.`);
  return upload.id;
};

const attached = async (community: Community) => {
  const input = { uploadId: await sentUpload(community), postId: (await post(community.author)).id, alt: 'A dot' };
  return community.author.make('attachUpload', input, 'attachment');
};

/** A call of each mutation of content, but those of webhooks. */
export const CONTENT_CALLS: Readonly<Record<string, MutationCall>> = {
  createPost: async ({ author }) => [
    await author.run(
      'createPost',
      { kind: 'NEWS', title: 'A title', body: 'Some *words*.', lang: 'en' },
      'post { status body { html } }',
    ),
    { post: { status: 'DRAFT', body: { html: '<p>Some <em>words</em>.</p>\n' } } },
  ],
  updatePost: async ({ author }) => [
    await author.run(
      'updatePost',
      { id: (await post(author, DRAFT)).id, expectedRevision: 1, summary: 'What we learnt.' },
      'post { revision summary }',
    ),
    { post: { revision: 2, summary: 'What we learnt.' } },
  ],
  publishPost: async ({ author }) => [
    await author.run('publishPost', { id: (await post(author, DRAFT)).id }, 'post { status }'),
    { post: { status: 'PUBLISHED' } },
  ],
  unpublishPost: async ({ author }) => [
    await author.run('unpublishPost', { id: (await post(author)).id }, 'post { status }'),
    { post: { status: 'UNPUBLISHED' } },
  ],
  deletePost: async ({ author }) => {
    const { id } = await post(author);
    return [await author.run('deletePost', { id }, 'deletedId'), { deletedId: id }];
  },
  importPost: async ({ editor }) => [
    await editor.run('importPost', { page: 'A page\n\nSome words.\n', kind: 'NEWS' }, 'post { title status }'),
    { post: { title: 'A page', status: 'PUBLISHED' } },
  ],
  setRsvp: async ({ author, reader }) => {
    const event = { ...STARTS, capacity: 10 };
    const { id: postId } = await post(author, { kind: 'EVENT', details: { event } });
    return [
      await reader.run('setRsvp', { postId, going: true }, 'rsvp { status member { handle } }'),
      { rsvp: { status: 'GOING', member: { handle: reader.handle } } },
    ];
  },
  createEventSeries: async ({ editor }) => [
    await editor.run('createEventSeries', { name: 'Mondays' }, 'eventSeries { name }'),
    { eventSeries: { name: 'Mondays' } },
  ],
  contributeToChallenge: async ({ author }) => {
    const input = await challengeWithContribution(author);
    return [
      await author.run('contributeToChallenge', input, `challenge ${CONTRIBUTIONS}`),
      contributions(input.postId),
    ];
  },
  withdrawContribution: async ({ author }) => {
    const input = await challengeWithContribution(author);
    await author.make('contributeToChallenge', input, 'challenge');
    return [await author.run('withdrawContribution', input, `challenge ${CONTRIBUTIONS}`), contributions()];
  },
  saveTopic: async ({ editor }) => [
    await editor.run(
      'saveTopic',
      { slug: 'cycling', labels: [{ lang: 'en', value: 'Cycling' }] },
      'topic { slug label(lang: "en") }',
    ),
    { topic: { slug: 'cycling', label: 'Cycling' } },
  ],
  createComment: async ({ author, reader }) => [
    await reader.run(
      'createComment',
      { postId: (await post(author)).id, body: `Thanks, @${author.handle}.` },
      'comment { author { handle } body { html } }',
    ),
    {
      comment: { author: { handle: reader.handle }, body: { html: expect.stringContaining(`>@${author.handle}</a>`) } },
    },
  ],
  updateComment: async (community) => [
    await community.reader.run(
      'updateComment',
      { id: (await commentOn(community)).id, body: 'Better.' },
      'comment { body { source } }',
    ),
    { comment: { body: { source: 'Better.' } } },
  ],
  deleteComment: async (community) => {
    const { id } = await commentOn(community);
    return [await community.reader.run('deleteComment', { id }, 'deletedId'), { deletedId: id }];
  },
  addReaction: async ({ author, reader }) => [
    await reader.run(
      'addReaction',
      { targetId: (await post(author)).id, kind: 'THANKS' },
      'target { ... on Post { reactions { kind count viewerReacted } } }',
    ),
    { target: { reactions: expect.arrayContaining([{ kind: 'THANKS', count: 1, viewerReacted: true }]) } },
  ],
  removeReaction: async ({ author, reader }) => {
    const input = { targetId: (await post(author)).id, kind: 'LIKE' };
    await reader.make('addReaction', input, 'target', '{ __typename }');
    const selection = 'target { ... on Post { reactions { kind viewerReacted } } }';
    const payload = await reader.run('removeReaction', input, selection);
    return [payload, { target: { reactions: expect.not.arrayContaining([{ kind: 'LIKE', viewerReacted: true }]) } }];
  },
  flagPost: async ({ author, reader }) => {
    const { id } = await post(author);
    return [await reader.run('flagPost', { postId: id, reason: 'SPAM' }, 'post { id }'), { post: { id } }];
  },
  flagComment: async (community) => {
    const { id } = await commentOn(community);
    const input = { commentId: id, reason: 'ABUSE' };
    return [await community.author.run('flagComment', input, 'comment { id }'), { comment: { id } }];
  },
  moderatePost: async ({ author, moderator }) => [
    await moderator.run(
      'moderatePost',
      { postId: (await post(author)).id, status: 'HIDDEN', statement },
      'post { status }',
    ),
    { post: { status: 'HIDDEN' } },
  ],
  moderateComment: async (community) => [
    await community.moderator.run(
      'moderateComment',
      { commentId: (await commentOn(community)).id, status: 'REMOVED', statement },
      'comment { removed }',
    ),
    { comment: { removed: true } },
  ],
  requestUpload: async ({ author }) => [
    await author.run('requestUpload', { fileName: 'a.txt', contentType: 'text/plain', bytes: 9 }, 'upload { url }'),
    { upload: { url: expect.stringContaining('/uploads/') } },
  ],
  attachUpload: async (community) => [
    await community.author.run(
      'attachUpload',
      { uploadId: await sentUpload(community), postId: (await post(community.author)).id, alt: 'A dot' },
      'attachment { alt contentType width }',
    ),
    { attachment: { alt: 'A dot', contentType: 'image/webp', width: 1 } },
  ],
  removeAttachment: async (community) => {
    const { id } = await attached(community);
    return [await community.author.run('removeAttachment', { id }, 'deletedId'), { deletedId: id }];
  },
};
