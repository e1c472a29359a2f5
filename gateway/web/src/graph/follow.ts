import type { GraphError, Operation } from './operation';

interface Message<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphError[];
}

interface FollowOptions<Data, Variables> {
  readonly endpoint: string;
  readonly operation: Operation<Data, Variables>;
  readonly variables: Variables & { readonly after?: string | null };
  /** Called with each event, once. */
  readonly onEvent: (data: Data) => void;
  /** Called when the connection is made or lost. */
  readonly onConnected: (isConnected: boolean) => void;
}

/**
 * Follows a subscription over server-sent events while the page is visible. The browser connects again by itself and continues behind
 * the last event; so does a page that was hidden, which keeps no connection. Returns a function that ends it.
 */
export const follow = <Data, Variables>(options: FollowOptions<Data, Variables>): (() => void) => {
  const { endpoint, operation, variables, onEvent, onConnected } = options;
  let source: EventSource | null = null;
  let cursor = variables.after ?? null;

  const connect = (): void => {
    const parameters = new URLSearchParams({
      operationName: operation.name,
      variables: JSON.stringify({ ...variables, after: cursor }),
      extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: operation.hash } }),
    });
    source = new EventSource(`${endpoint}?${parameters}`);
    source.addEventListener('open', () => onConnected(true));
    source.addEventListener('error', () => onConnected(false));
    source.addEventListener('next', ({ data, lastEventId }: MessageEvent<string>) => {
      if (lastEventId !== '') cursor = lastEventId;
      const message = JSON.parse(data) as Message<Data>;
      if (message.data) onEvent(message.data);
    });
    source.addEventListener('complete', () => source?.close());
  };
  const adapt = (): void => {
    if (document.visibilityState === 'visible') {
      if (source === null) connect();
      return;
    }
    source?.close();
    source = null;
  };
  document.addEventListener('visibilitychange', adapt);
  adapt();
  return () => {
    document.removeEventListener('visibilitychange', adapt);
    source?.close();
  };
};
