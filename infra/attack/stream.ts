/** A stream of server-sent events is read for this long, in milliseconds: history is sent at once. */
const READ_MS = 1000;

/** What a subscription over server-sent events sends within a second. */
export const readSubscription = async (
  url: string,
  { credential, ...operation }: { readonly query: string; readonly variables?: object; readonly credential?: string },
): Promise<string> => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), READ_MS);
  let text = '';
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(credential !== undefined && { authorization: `Bearer ${credential}` }),
      },
      body: JSON.stringify(operation),
      signal: stop.signal,
    });
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += part;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
  return text;
};
