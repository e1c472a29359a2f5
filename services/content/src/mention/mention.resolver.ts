import { Arg, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { referTo } from '../references';
import { Mention } from './mention.entity';
import { Mentionable, MentionSuggestion } from './mention.types';

const DEFAULT_SUGGESTIONS = 10;

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

@Resolver(() => MentionSuggestion)
export class MentionSuggestionResolver {
  @Directive('@listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)')
  @Query(() => [MentionSuggestion], {
    nullable: true,
    description:
      'Completions for a mention that an author types: public names and handles that begin with it, or a word of which does. Members are suggested from two letters on. Null only if content is unavailable.',
  })
  mentionSuggestions(
    @Arg('prefix', () => String, { description: 'What was typed after `@` or `[[`. 1 to 100 characters.' })
    prefix: string,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: DEFAULT_SUGGESTIONS,
      description: 'Maximum number, 0 to 20. Null is 10.',
    })
    first: number | null,
    @Ctx() { suggestMentions }: ContentContext,
  ) {
    return suggestMentions({ prefix, first: first ?? DEFAULT_SUGGESTIONS });
  }

  @FieldResolver(() => Mentionable, {
    nullable: true,
    description: 'What it names. Null if its service is unavailable.',
  })
  target(@Root() { targetId }: MentionSuggestion) {
    return referTo(targetId);
  }
}
