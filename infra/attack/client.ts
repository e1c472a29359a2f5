/** The body of a GraphQL response. */
export interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export interface Reply {
  readonly status: number;
  /** Null if the response is no JSON. */
  readonly body: Body | null;
  readonly bytes: number;
  readonly ms: number;
}

/** One request of an attack: a document with variables, or a body that is sent as it is. */
export interface AttackRequest {
  /** What is tried, for the report. */
  readonly name: string;
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly rawBody?: string;
  readonly credential?: string;
  /** The client's address as a proxy states it. Each has its own limits. */
  readonly address?: string;
}

const readBody = (text: string): Body | null => {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return null;
  }
};

/** A connection that ends without a response is longer than any deadline of the graph. */
const GIVE_UP_MS = 60_000;

/** Sends one request to the graph at `url`. Rejects if there is no response. */
export const send = async (
  url: string,
  { query, variables, rawBody, credential, address }: Omit<AttackRequest, 'name'>,
): Promise<Reply> => {
  const startedAt = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(credential !== undefined && { authorization: `Bearer ${credential}` }),
      ...(address !== undefined && { 'x-forwarded-for': address }),
    },
    body: rawBody ?? JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(GIVE_UP_MS),
  });
  const text = await response.text();
  return { status: response.status, body: readBody(text), bytes: text.length, ms: performance.now() - startedAt };
};

/** The codes of a response, each once: those of its errors, and of `userErrors` in its data. */
export const codesIn = ({ body }: Pick<Reply, 'body'>): string[] => {
  const codes = new Set((body?.errors ?? []).map(({ extensions }) => extensions?.code ?? 'NO_CODE'));
  for (const payload of Object.values(body?.data ?? {})) {
    const { userErrors = [] } = (payload ?? {}) as { userErrors?: readonly { code: string }[] };
    for (const { code } of userErrors) codes.add(code);
  }
  return [...codes];
};
