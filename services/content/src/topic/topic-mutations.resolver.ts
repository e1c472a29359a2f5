import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ContentContext } from '../context';
import { SaveTopicInput, SaveTopicPayload } from './save-topic.types';

@Resolver()
export class TopicMutationsResolver {
  @Mutation(() => SaveTopicPayload, { description: 'Creates or changes a topic. Editors.' })
  saveTopic(
    @Arg('input', () => SaveTopicInput, { description: 'The topic.' }) input: SaveTopicInput,
    @Ctx() { topics }: ContentContext,
  ) {
    return topics.save(input);
  }
}
