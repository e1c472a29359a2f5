import { readEnvironment, settings } from '@wizness/kernel';

const { TEST_STANDBY_URL } = readEnvironment({ TEST_STANDBY_URL: settings.databaseUrl.optional() });

const HEADER = 'wizness-read-after';
const IS_INSTALLED = Symbol.for('wizness.own-writes');

/** Lets `fetch` send the newest token of each graph with later requests to it, as clients do that read what they have written. */
const sendTokens = (): void => {
  const send = globalThis.fetch;
  const tokens = new Map<string, string>();
  globalThis.fetch = async (input, init) => {
    const { origin, pathname } = new URL(input instanceof Request ? input.url : input);
    const token = tokens.get(origin);
    const isOurs = pathname.endsWith('/graphql') && !(input instanceof Request);
    const headers = new Headers(init?.headers);
    if (isOurs && token !== undefined && !headers.has(HEADER)) headers.set(HEADER, token);
    const response = await send(input, isOurs ? { ...init, headers } : init);
    const received = response.headers.get(HEADER);
    if (received !== null) tokens.set(origin, received);
    return response;
  };
};

// The suites of a worker share their globals.
if (TEST_STANDBY_URL !== undefined && !(IS_INSTALLED in globalThis)) {
  Object.defineProperty(globalThis, IS_INSTALLED, { value: true });
  sendTokens();
}
