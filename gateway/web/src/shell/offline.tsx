import { useSyncExternalStore } from 'react';
import { useTexts } from '../language/language';

const subscribe = (onChange: () => void): (() => void) => {
  for (const event of ['online', 'offline']) window.addEventListener(event, onChange);
  return () => {
    for (const event of ['online', 'offline']) window.removeEventListener(event, onChange);
  };
};

/** One line while the browser has no network. */
export const Offline = () => {
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const { states } = useTexts();
  return (
    <div role="status" className="offline">
      {isOnline ? null : <p>{states.offline}</p>}
    </div>
  );
};
