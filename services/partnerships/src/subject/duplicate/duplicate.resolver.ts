import { isAllowed, LANG, languagesFor, LanguageTagScalar } from '@wizness/kernel';
import { Arg, Args, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../../context';
import type { CommandContext } from '../command/subject-commands';
import type { DuplicateReason as Reason } from '../identity/identity.types';
import { FactSubject } from '../subject.types';
import { rejectDuplicate } from './duplicate.commands';
import {
  DuplicateCandidate,
  DuplicateCandidateConnection,
  DuplicateReason,
  DuplicatesArguments,
  RejectDuplicateInput,
  RejectDuplicatePayload,
} from './duplicate.types';
import { reasonMessage } from './reason-message';

@Resolver(() => DuplicateCandidate)
export class DuplicateCandidateResolver {
  @Directive('@cost(weight: 20)')
  @Query(() => DuplicateCandidateConnection, {
    nullable: true,
    description: 'Subjects that may be one, the highest score first. Editors and analysts; null for others.',
  })
  duplicates(
    @Args(() => DuplicatesArguments) args: DuplicatesArguments,
    @Ctx() { identity, loaders }: PartnershipsContext,
  ) {
    const read = loaders.duplicatesBy(args);
    return isAllowed(identity, 'RECORD_FACTS') ? read() : null;
  }

  @Mutation(() => RejectDuplicatePayload, {
    description:
      'Records that two subjects are not one. They are no longer candidates, nor is what they are merged with. Editors and analysts.',
  })
  rejectDuplicate(
    @Arg('input', () => RejectDuplicateInput, { description: 'Which subjects.' }) input: RejectDuplicateInput,
    @Ctx() context: CommandContext,
  ): Promise<RejectDuplicatePayload> {
    return rejectDuplicate(context, input);
  }

  @FieldResolver(() => FactSubject, { description: 'One.' })
  a(@Root() { aId }: DuplicateCandidate, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.subjectById.load(aId);
  }

  @FieldResolver(() => FactSubject, { description: 'The other.' })
  b(@Root() { bId }: DuplicateCandidate, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.subjectById.load(bId);
  }
}

@Resolver(() => DuplicateReason)
export class DuplicateReasonResolver {
  @FieldResolver(() => String, { description: 'In one sentence.' })
  async message(
    @Root() { code, words }: Reason,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity, loaders }: PartnershipsContext,
  ) {
    const languages = languagesFor(lang, identity);
    // What both share is given by its id, and was found among what the caller sees.
    const shared = words !== null && code.startsWith('SHARED_') ? await loaders.subjectById.load(words) : null;
    if (shared) return reasonMessage(code, await loaders.nameOf(shared, languages), languages);
    // A name or number may be known from a post that the caller cannot read.
    const isShown = code.startsWith('SHARED_') || isAllowed(identity, 'SEE_EVERY_FACT');
    return reasonMessage(code, isShown ? words : null, languages);
  }
}
