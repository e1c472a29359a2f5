import { FieldResolver, Resolver, Root } from 'type-graphql';
import { referTo } from '../references';
import { Mention } from './mention.entity';
import { Mentionable } from './mention.types';

@Resolver(() => Mention)
export class MentionResolver {
  @FieldResolver(() => Mentionable, {
    nullable: true,
    description: 'The mentioned entity. Null if its service is unavailable.',
  })
  target(@Root() { targetId }: Mention) {
    return referTo(targetId);
  }
}
