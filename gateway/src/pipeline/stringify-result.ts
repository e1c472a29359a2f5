import { FaultCode, isLargerThan } from '@wizness/kernel';
import type { FormattedExecutionResult } from 'graphql';
import { JsonData } from '../engine/shape/json-data';

/** A UTF-16 code unit takes at most this number of bytes in UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

const tooLarge = (bytes: string, limit: number): FormattedExecutionResult => ({
  errors: [
    {
      message:
        `The response has ${bytes} bytes; at most ${limit} are allowed. ` +
        'Ask for smaller pages with `first`, or select fewer fields.',
      extensions: { code: FaultCode.QUERY_TOO_COMPLEX, limit },
    },
  ],
  data: null,
});

const write = ({ errors, data, extensions }: FormattedExecutionResult): string => {
  const members: string[] = [];
  if (errors) members.push(`"errors":${JSON.stringify(errors)}`);
  if (data !== undefined) members.push(`"data":${data instanceof JsonData ? data.json : JSON.stringify(data)}`);
  if (extensions) members.push(`"extensions":${JSON.stringify(extensions)}`);
  return `{${members.join()}}\n`;
};

/** Returns a function that writes a result as JSON; QUERY_TOO_COMPLEX and no data if it has more than `maxBytes` bytes. */
export const createStringifyResult =
  (maxBytes: number) =>
  (result: FormattedExecutionResult): string => {
    const { errors } = result;
    // First without writing them: errors of a gigabyte would not fit into the memory again.
    if (errors && isLargerThan(errors, 2 * maxBytes)) return write(tooLarge(`more than ${maxBytes}`, maxBytes));
    const text = write(result);
    if (text.length * MAX_BYTES_PER_UNIT <= maxBytes) return text;
    const bytes = Buffer.byteLength(text);
    return bytes <= maxBytes ? text : write(tooLarge(`${bytes}`, maxBytes));
  };
