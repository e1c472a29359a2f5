import { FaultCode } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import { type Message, MessageType } from 'graphql-ws';
import type { RawData } from 'ws';

/** The text of a message. */
export const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString();

/** The credential in the payload of `connection_init`: `{"authorization": "Bearer …"}`. */
export const authorizationIn = (
  payload: Readonly<Record<string, unknown>> | undefined,
): readonly string[] | undefined => {
  const given = payload?.['authorization'] ?? payload?.['Authorization'];
  if (given === undefined || given === null) return undefined;
  return [typeof given === 'string' ? given : ''];
};

/** Refuses an operation of a connection that runs `limit` others. */
export const tooManyOperations = (id: string, limit: number): Message => ({
  id,
  type: MessageType.Error,
  payload: [
    new GraphQLError(`This connection runs ${limit} operations, and no more are allowed.`, {
      extensions: { code: FaultCode.RATE_LIMITED },
    }),
  ],
});
