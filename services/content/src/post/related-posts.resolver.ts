import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { Post } from './post.entity';
import { chooseRelated } from './related-posts';

const DEFAULT_RELATED = 5;

@Resolver(() => Post)
export class RelatedPostsResolver {
  @Directive('@listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)')
  @FieldResolver(() => [Post], {
    description:
      'Published posts that share mentioned things or topics with it, the closest first: at most two of one author, and none that it links to.',
  })
  async relatedPosts(
    @Root() post: Post,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: DEFAULT_RELATED,
      description: 'Maximum number, 0 to 20. Null is 5.',
    })
    first: number | null,
    @Ctx() { loaders }: ContentContext,
  ) {
    const ids = chooseRelated(post, await loaders.relatedToPost.load(post.id), first ?? DEFAULT_RELATED);
    const posts = await Promise.all(ids.map((id) => loaders.postById.load(id)));
    return posts.filter((found) => found !== null);
  }
}
