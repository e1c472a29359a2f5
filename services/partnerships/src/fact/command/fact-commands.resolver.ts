import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { PartnershipsContext } from '../../context';
import {
  AcceptFactInput,
  DisputeFactInput,
  RecordFactInput,
  RetractFactInput,
  ReviseFactInput,
  SetFactRankInput,
} from './fact-input.types';
import {
  AcceptFactPayload,
  DisputeFactPayload,
  type FactPayload,
  RecordFactPayload,
  RetractFactPayload,
  ReviseFactPayload,
  SetFactRankPayload,
} from './fact-payloads.types';

@Resolver()
export class FactCommandsResolver {
  @Mutation(() => RecordFactPayload, {
    description:
      'Records a fact, as PROPOSED. Editors and analysts. A fact without a citation is refused, and so is a quote that is not in its source.',
  })
  recordFact(
    @Arg('input', () => RecordFactInput, { description: 'The fact.' }) input: RecordFactInput,
    @Ctx() { factCommands }: PartnershipsContext,
  ): Promise<FactPayload> {
    return factCommands.record(input);
  }

  @Mutation(() => ReviseFactPayload, {
    description: 'Makes a new version of a fact. Editors and analysts. The older versions stay.',
  })
  reviseFact(
    @Arg('input', () => ReviseFactInput, { description: 'The changes.' }) input: ReviseFactInput,
    @Ctx() { factCommands }: PartnershipsContext,
  ): Promise<FactPayload> {
    return factCommands.revise(input);
  }

  @Mutation(() => SetFactRankPayload, {
    description: 'Prefers or sets aside a fact among its like. Editors and analysts.',
  })
  setFactRank(
    @Arg('input', () => SetFactRankInput, { description: 'The rank.' }) input: SetFactRankInput,
    @Ctx() { factCommands }: PartnershipsContext,
  ): Promise<FactPayload> {
    return factCommands.setRank(input);
  }

  @Mutation(() => AcceptFactPayload, { description: 'Accepts a proposed fact. Editors and analysts.' })
  acceptFact(
    @Arg('input', () => AcceptFactInput, { description: 'Which fact.' }) input: AcceptFactInput,
    @Ctx() { factCommands }: PartnershipsContext,
  ): Promise<FactPayload> {
    return factCommands.accept(input);
  }

  @Mutation(() => DisputeFactPayload, {
    description: 'Marks a fact as contradicted, by another one or by what is not in the graph. Editors and analysts.',
  })
  disputeFact(
    @Arg('input', () => DisputeFactInput, { description: 'The reasons.' }) input: DisputeFactInput,
    @Ctx() { factCommands }: PartnershipsContext,
  ): Promise<FactPayload> {
    return factCommands.dispute(input);
  }

  @Mutation(() => RetractFactPayload, {
    description: 'Withdraws a fact. It stays in the record. Editors and analysts.',
  })
  retractFact(
    @Arg('input', () => RetractFactInput, { description: 'The reasons.' }) input: RetractFactInput,
    @Ctx() { factCommands }: PartnershipsContext,
  ): Promise<FactPayload> {
    return factCommands.retract(input);
  }
}
