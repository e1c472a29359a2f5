import { FaultCode, isLargerThan } from '@wizness/kernel';
import type { FormattedExecutionResult } from 'graphql';

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

/** Returns a function that writes a result as JSON; QUERY_TOO_COMPLEX and no data if it has more than `maxBytes` bytes. */
export const createStringifyResult =
  (maxBytes: number) =>
  (result: FormattedExecutionResult): string => {
    // First without writing it: a result of a gigabyte would not fit into the memory again.
    if (isLargerThan(result, 2 * maxBytes)) return `${JSON.stringify(tooLarge(`more than ${maxBytes}`, maxBytes))}\n`;
    const text = `${JSON.stringify(result)}\n`;
    if (text.length * MAX_BYTES_PER_UNIT <= maxBytes) return text;
    const bytes = Buffer.byteLength(text);
    return bytes <= maxBytes ? text : `${JSON.stringify(tooLarge(`${bytes}`, maxBytes))}\n`;
  };
