import { FieldResolver, Resolver, Root } from 'type-graphql';
import { MemberReference, referTo } from '../references';
import { RichText } from '../rich-text/rich-text.types';
import { PostRevision } from './post-revision.entity';

@Resolver(() => PostRevision)
export class PostRevisionResolver {
  @FieldResolver(() => RichText, { description: 'Text of this revision.' })
  body(@Root() { bodySource, bodyFormat }: PostRevision) {
    return new RichText(bodySource, bodyFormat);
  }

  @FieldResolver(() => MemberReference, {
    nullable: true,
    description: 'Member who made the revision. Null if no member did.',
  })
  editor(@Root() { editorId }: PostRevision) {
    return referTo(editorId);
  }
}
