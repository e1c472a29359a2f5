import { isLargerThan } from '@wizness/kernel';
import type { FormattedExecutionResult } from 'graphql';
import { JsonData } from '../engine/shape/json-data';
import { responseTooLong } from './response-too-long';

/** A UTF-16 code unit takes at most this number of bytes in UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

const write = ({ errors, data, extensions }: FormattedExecutionResult): string => {
  // Not joined with other texts first, which would copy it.
  if (data instanceof JsonData && !errors && !extensions) return `{"data":${data.json}}\n`;
  const members: string[] = [];
  if (errors) members.push(`"errors":${JSON.stringify(errors)}`);
  if (data !== undefined) members.push(`"data":${data instanceof JsonData ? data.json : JSON.stringify(data)}`);
  if (extensions) members.push(`"extensions":${JSON.stringify(extensions)}`);
  return `{${members.join()}}\n`;
};

/** Returns a function that writes a result as JSON; QUERY_TOO_COMPLEX and no data if it has more than `maxBytes` bytes. */
export const createStringifyResult = (maxBytes: number): ((result: FormattedExecutionResult) => string) => {
  const tooLong = write({ errors: [responseTooLong(maxBytes).toJSON()], data: null });
  return (result) => {
    const { errors } = result;
    // First without writing them: errors of a gigabyte would not fit into the memory again.
    if (errors && isLargerThan(errors, maxBytes)) return tooLong;
    const text = write(result);
    const isShort = text.length * MAX_BYTES_PER_UNIT <= maxBytes || Buffer.byteLength(text) <= maxBytes;
    return isShort ? text : tooLong;
  };
};
