import { FieldResolver, Resolver, Root } from 'type-graphql';
import { referTo } from '../references';
import { Mention } from './mention.entity';
import { Mentionable } from './mention.types';

@Resolver(() => Mention)
export class MentionResolver {
  @FieldResolver(() => Mentionable, {
    nullable: true,
    description: 'What is named; null while its service can not tell.',
  })
  target(@Root() { targetId }: Mention) {
    return referTo(targetId);
  }
}
