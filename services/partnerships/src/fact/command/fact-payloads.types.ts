import { UserError } from '@wizness/kernel';
import { type ClassType, Field, ObjectType } from 'type-graphql';
import { Fact } from '../fact.entity';

/** What a command on a fact answers. */
export interface FactPayload {
  readonly fact: Fact | null;
  readonly userErrors: readonly UserError[];
}

const payloadOf = (mutation: string, fact: string): ClassType<FactPayload> => {
  @ObjectType(`${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`, {
    description: `Result of \`${mutation}\`.`,
  })
  class Payload implements FactPayload {
    @Field(() => Fact, { nullable: true, description: fact })
    readonly fact: Fact | null;

    @Field(() => [UserError], { description: 'What the caller can correct. Empty on success.' })
    readonly userErrors: readonly UserError[];
  }
  return Payload;
};

const NEW_VERSION = 'The new version; the current one after STALE_VERSION. Null if not found or refused.';

export const RecordFactPayload = payloadOf('recordFact', 'The fact. Null if refused.');
export const ReviseFactPayload = payloadOf('reviseFact', NEW_VERSION);
export const SetFactRankPayload = payloadOf('setFactRank', NEW_VERSION);
export const AcceptFactPayload = payloadOf('acceptFact', NEW_VERSION);
export const DisputeFactPayload = payloadOf('disputeFact', NEW_VERSION);
export const RetractFactPayload = payloadOf('retractFact', NEW_VERSION);
