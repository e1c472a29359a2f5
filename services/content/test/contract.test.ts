import { content, type ContentContext, PostKind, TextFormat } from '@wizness/content';
import { describeSubgraph } from '@wizness/kernel/testing';

const publish = ({ posts }: ContentContext, slug: string) =>
  posts.publish({
    kind: PostKind.NEWS,
    slug,
    title: slug,
    lang: 'en',
    body: { source: 'Some *news*.', format: TextFormat.MARKDOWN },
  });

describeSubgraph(content, {
  fill: async (context) => {
    const { topics, series, comments } = context;
    const posts = [await publish(context, 'one'), await publish(context, 'two')].map(({ post }) => post);
    const defined = await topics.define([
      { slug: 'mobility', labels: { en: 'Mobility' } },
      { slug: 'work', labels: { en: 'Work' } },
    ]);
    const established = [await series.define({ name: 'Tuesdays' }), await series.define({ name: 'Fridays' })];
    const postId = posts[0]?.id ?? '';
    const added = [
      await comments.add({ postId, authorId: null, body: 'First' }),
      await comments.add({ postId, authorId: null, body: 'Second' }),
    ];
    const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
    return { Post: ids(posts), Topic: ids(defined), EventSeries: ids(established), Comment: ids(added) };
  },
});
