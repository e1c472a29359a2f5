import { content } from '@wizness/content';
import { describeSubgraph } from '@wizness/kernel/testing';
import { autocommit } from './support/autocommit';
import { news } from './support/samples';

describeSubgraph(content, {
  fill: async (context) => {
    const { posts, topics, series, comments } = autocommit(context);
    const published = [await posts.publish(news('one')), await posts.publish(news('two'))].map(({ post }) => post);
    const defined = await topics.define([
      { slug: 'mobility', labels: { en: 'Mobility' } },
      { slug: 'work', labels: { en: 'Work' } },
    ]);
    const allSeries = [await series.define({ name: 'Tuesdays' }), await series.define({ name: 'Fridays' })];
    const postId = published[0]?.id ?? '';
    const added = [
      await comments.add({ postId, authorId: null, body: 'First' }),
      await comments.add({ postId, authorId: null, body: 'Second' }),
    ];
    const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
    return { Post: ids(published), Topic: ids(defined), EventSeries: ids(allSeries), Comment: ids(added) };
  },
});
