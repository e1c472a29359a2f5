import { CallFailure, type FaultCode } from '@wizness/kernel';

/** A subgraph gave no GraphQL response. */
export class SubgraphFailure extends CallFailure {
  constructor(
    code: FaultCode,
    message: string,
    /** Whether the next attempt may well succeed: the connection was reset, or a proxy had no server. */
    readonly isTransient: boolean,
    options?: ErrorOptions,
  ) {
    super(code, message, options);
  }
}
