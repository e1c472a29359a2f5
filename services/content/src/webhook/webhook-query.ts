import { Kind, parse } from 'graphql';

const MAX_LENGTH = 10_000;

/** Why a text is no selection on `PostEvent` in GraphQL syntax; null if it is. Whether its fields exist is checked by the gateway. */
export const queryProblem = (query: string): string | null => {
  if (query.length > MAX_LENGTH) return `The selection has more than ${MAX_LENGTH} characters.`;
  try {
    const { definitions } = parse(`fragment Selection on PostEvent ${query}`, { maxTokens: 2000, noLocation: true });
    if (definitions.every(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)) return null;
  } catch {
    // The message would speak of the line that was put in front.
  }
  return 'This is no selection on `PostEvent`. Give one in braces, such as `{ post { title } }`, with its fragments after it.';
};
