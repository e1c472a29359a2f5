import { FaultCode } from '@wizness/kernel';
import { GraphQLError } from 'graphql';

/** Levels of lists and objects in the variables. The deepest input of the schema, a filter of filters, needs 12. */
const MAX_DEPTH = 32;
/** Items of one list. A field may allow fewer. */
const MAX_ITEMS = 1000;

const refusal = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: FaultCode.BAD_USER_INPUT, http: { status: 400 } } });

/**
 * Throws BAD_USER_INPUT (status 400) for variables that are nested too deeply, which would overflow the stack of
 * the code that reads them, or that contain a list that is too long. Iterative, because the caller decides how deep they are nested.
 */
export const checkVariables = (variables: Readonly<Record<string, unknown>>): void => {
  let level: unknown[] = [variables];
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
      for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) next.push(inner);
    }
    level = next;
  }
};
