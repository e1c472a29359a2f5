import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { MemberReference } from '../references';
import { Image } from '../rich-text/rich-text.types';

@Resolver(() => MemberReference)
export class MemberAvatarResolver {
  @FieldResolver(() => Image, {
    nullable: true,
    description:
      'Picture of the member, WebP, at most 400 pixels wide. Null if there is none, or if content is unavailable.',
  })
  async avatar(@Root() { id }: MemberReference, @Ctx() { loaders, avatarUrl }: ContentContext): Promise<Image | null> {
    const avatar = await loaders.avatarOfMember.load(id);
    return avatar && { url: avatarUrl(avatar), alt: avatar.alt, width: avatar.width, height: avatar.height };
  }
}
