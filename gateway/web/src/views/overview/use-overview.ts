import { useEffect, useState } from 'react';
import { useToken } from '../../account/use-session';
import { type NetworkFile, type Overview, readNetworkFile } from './overview';

type State = Overview | 'loading' | 'failed';

/** Loads the file of the whole network at `path`, as the reader may see it. */
export const useOverview = (path: string): State => {
  const [state, setState] = useState<State>('loading');
  const tokenOf = useToken();
  useEffect(() => {
    const abort = new AbortController();
    const load = async (): Promise<Overview> => {
      const token = await tokenOf();
      const headers = new Headers(token === null ? [] : [['authorization', `Bearer ${token}`]]);
      const response = await fetch(path, { headers, credentials: 'omit', signal: abort.signal });
      if (!response.ok) throw new Error(`The network was not loaded: ${response.status}`);
      return readNetworkFile((await response.json()) as NetworkFile);
    };
    load().then(setState, () => {
      if (!abort.signal.aborted) setState('failed');
    });
    return () => abort.abort();
    // The token of a session that is refreshed loads nothing again.
  }, [path]);
  return state;
};
