import { shortMessage } from '@wizness/kernel';

/** The JSON body of every error that is no GraphQL response: it has the shape of one, so that clients parse one shape. */
export const errorBody = (code: string, message: string, details: Record<string, unknown> = {}) => ({
  errors: [{ message: shortMessage(message), extensions: { code, ...details } }],
});
