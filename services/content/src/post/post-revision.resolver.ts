import { badArgument } from '@wizness/kernel';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { MemberReference, referTo } from '../references';
import { RichText } from '../rich-text/rich-text.types';
import { PostRevision } from './post-revision.entity';
import { diffOf } from './revision-diff';
import { DiffPart } from './revision-diff.types';

/** Title and text of a revision as one text, as they are compared. */
const textOf = (revision: PostRevision | null): string =>
  revision === null ? '' : `${revision.title}\n\n${revision.bodySource}`;

@Resolver(() => PostRevision)
export class PostRevisionResolver {
  @FieldResolver(() => RichText, { description: 'Text of this revision.' })
  body(@Root() { bodySource, bodyFormat }: PostRevision, @Ctx() { readMentionLinks }: ContentContext) {
    return new RichText(bodySource, bodyFormat, readMentionLinks);
  }

  @FieldResolver(() => MemberReference, {
    nullable: true,
    description: 'Member who made the revision. Null if no member did.',
  })
  editor(@Root() { editorId }: PostRevision) {
    return referTo(editorId);
  }

  @Directive('@listSize(assumedSize: 50)')
  @FieldResolver(() => [DiffPart], {
    description:
      'Differences of the title, two line breaks and `body.source` from an earlier revision, in text order. At most 2,000 parts; beyond that one DELETED and one INSERTED.',
  })
  async diff(
    @Root() revision: PostRevision,
    @Arg('from', () => Int, {
      nullable: true,
      description: 'Number of the earlier revision. Null is the one before; the first one is compared with nothing.',
    })
    from: number | null,
    @Ctx() { loaders }: ContentContext,
  ) {
    const { postId, number } = revision;
    const before = await loaders.findRevision({ postId, number: from ?? number - 1 });
    if (from !== null && from !== undefined && (!before || from >= number)) {
      throw badArgument(['from'], `The post has no revision ${from} before revision ${number}.`, [
        `1 to ${number - 1}`,
      ]);
    }
    return diffOf(textOf(before), textOf(revision));
  }
}
