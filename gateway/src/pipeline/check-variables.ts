import { FaultCode } from '@wizness/kernel';
import { GraphQLError } from 'graphql';

/** Levels of lists and objects in the variables. The deepest input of the schema, a filter of filters, needs 12. */
const MAX_DEPTH = 32;
/** Items of one list. A field may allow fewer. */
const MAX_ITEMS = 1000;
/** Lists, objects and their members together. Services make an object with all fields of its type from each, so 1 MiB of `{}` would take seconds. */
const MAX_VALUES = 5000;

const refusal = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: FaultCode.BAD_USER_INPUT, http: { status: 400 } } });

/**
 * Throws BAD_USER_INPUT (status 400) for variables that are nested too deeply, which would overflow the stack of
 * the code that reads them, that contain a list that is too long, or too many values. Iterative, because the caller decides how deep they are nested.
 */
export const checkVariables = (variables: Readonly<Record<string, unknown>>): void => {
  let level: unknown[] = [variables];
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) {
      throw refusal(`The variables are nested more than ${MAX_DEPTH} levels deep. Flatten them.`);
    }
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value) && value.length > MAX_ITEMS) {
        throw refusal(
          `A list in the variables has ${value.length} items; at most ${MAX_ITEMS} are allowed. Send fewer items in each operation.`,
        );
      }
      const members = Object.values(value);
      values += members.length;
      if (values > MAX_VALUES) {
        throw refusal(`The variables contain more than ${MAX_VALUES} values. Use several operations.`);
      }
      for (const inner of members) if (typeof inner === 'object' && inner !== null) next.push(inner);
    }
    level = next;
  }
};
