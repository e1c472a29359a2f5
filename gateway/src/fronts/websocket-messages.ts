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
