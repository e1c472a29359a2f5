import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { Operation, Result } from '../graph/operation';
import { useRouter } from '@tanstack/react-router';
import { useLanguage } from '../language/language';
import type { Session, SessionStatus, UserError } from './session';

/** Null on the server, which renders pages for everyone. */
const SessionContext = createContext<Session | null>(null);

export const SessionProvider = SessionContext.Provider;

const NONE = (): (() => void) => () => {};

/** Whether the reader is signed in. */
export const useSessionStatus = (): SessionStatus => {
  const session = useContext(SessionContext);
  return useSyncExternalStore(session?.subscribe ?? NONE, session?.status ?? (() => 'unknown'), () => 'unknown');
};

/** The session. Only for what happens in the browser. */
export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session on the server.');
  return session;
};

/** Makes an access token; null for everyone but members. Also for views that the server renders. */
export const useToken = (): (() => Promise<string | null>) => {
  const session = useContext(SessionContext);
  return async () => session?.token() ?? null;
};

/** Loads what only the member sees; null until it is there, and for everyone else. `reload` loads it again. */
export const useMemberData = <Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Omit<Variables, 'lang'>,
): { readonly data: Data | null; readonly reload: () => Promise<void> } => {
  const { ask } = useRouter().options.context;
  const lang = useLanguage();
  const status = useSessionStatus();
  const [data, setData] = useState<Data | null>(null);
  const key = JSON.stringify({ ...variables, lang });
  const reload = async (): Promise<void> => {
    const result: Result<Data> = await ask(operation, JSON.parse(key) as Variables);
    setData(result.data);
  };
  // The operation is the same for the life of a component.
  useEffect(() => {
    if (status === 'member') void reload();
    else setData(null);
  }, [status, key]);
  return { data, reload };
};

interface Payload {
  readonly userErrors: readonly UserError[];
}

/** Runs a mutation with one root field. Returns its payload, and what the user has to know if it failed. */
export const useMutation = <Data extends object, Variables>(operation: Operation<Data, Variables>) => {
  const { ask } = useRouter().options.context;
  return async (
    variables: Variables,
  ): Promise<{ readonly data: Data | null; readonly problems: readonly UserError[] }> => {
    const { data, errors } = await ask(operation, variables);
    const failed = errors.map(({ message, extensions }) => ({ code: extensions?.code ?? '', field: null, message }));
    const payloads = Object.values(data ?? {}) as readonly (Payload | null)[];
    return { data, problems: [...failed, ...payloads.flatMap((payload) => payload?.userErrors ?? [])] };
  };
};
