import { z } from 'zod';
import { internalProcedure } from '../http/procedure';

/**
 * `POST /unsubscribe`: ends the mails of the list that the token of a mail is for. Repeating it changes nothing. False for a
 * token that is not known.
 */
export const unsubscribeProcedure = internalProcedure(
  'unsubscribe',
  z.object({ token: z.string().max(200) }),
  z.object({ done: z.boolean() }),
);
