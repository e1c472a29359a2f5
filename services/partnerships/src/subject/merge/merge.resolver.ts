import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CommandContext } from '../command/subject-commands';
import { mergeSubjects, unmergeSubject } from './merge.commands';
import { MergeSubjectsInput, MergeSubjectsPayload, UnmergeSubjectInput, UnmergeSubjectPayload } from './merge.types';

@Resolver()
export class MergeResolver {
  @Mutation(() => MergeSubjectsPayload, {
    description:
      'Merges organisations, or persons, into one. Editors and analysts. Nothing is moved: the other ids still resolve, and what is stated of them is read as stated of the one that stays. Refused if one is part of the other.',
  })
  mergeSubjects(
    @Arg('input', () => MergeSubjectsInput, { description: 'Which subjects.' }) input: MergeSubjectsInput,
    @Ctx() context: CommandContext,
  ): Promise<MergeSubjectsPayload> {
    return mergeSubjects(context, input);
  }

  @Mutation(() => UnmergeSubjectPayload, {
    description:
      'Undoes one merge, exactly, also after later ones. Editors and analysts. What was stated in between of the id that stayed stays with it; what was stated of the merged id goes back with it.',
  })
  unmergeSubject(
    @Arg('input', () => UnmergeSubjectInput, { description: 'Which subject.' }) input: UnmergeSubjectInput,
    @Ctx() context: CommandContext,
  ): Promise<UnmergeSubjectPayload> {
    return unmergeSubject(context, input);
  }
}
