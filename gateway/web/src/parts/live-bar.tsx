import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { ExplorerLive, type PostFilter } from '../generated/operations';
import { follow } from '../graph/follow';
import { useTexts } from '../language/language';
import { useSiteHref } from '../shell/site-href';

interface Properties {
  readonly filter: PostFilter;
  /** Id of the first post of the list. */
  readonly firstId: string | undefined;
}

/** Says how many posts are new since the list was loaded. The list does not move before the reader asks for them. */
export const LiveBar = ({ filter, firstId }: Properties) => {
  const { live } = useTexts();
  const router = useRouter();
  const endpoint = useSiteHref()('/graphql');
  const [newIds, setNewIds] = useState<ReadonlySet<string>>(new Set());
  const [isLost, setIsLost] = useState(false);
  const filterText = JSON.stringify(filter);
  useEffect(() => {
    setNewIds(new Set());
    return follow({
      endpoint,
      operation: ExplorerLive,
      variables: { filter: JSON.parse(filterText) as PostFilter },
      onEvent: ({ postPublished: { post } }) => {
        if (post) setNewIds((ids) => new Set([...ids, post.id]));
      },
      onConnected: (isConnected) => setIsLost(!isConnected),
    });
  }, [endpoint, filterText]);
  // The new posts are there when the list begins with another one.
  const isAwaited = useRef(false);
  useEffect(() => {
    if (!isAwaited.current) return;
    isAwaited.current = false;
    document.querySelector<HTMLElement>('article.post a')?.focus();
  }, [firstId]);
  const show = async (): Promise<void> => {
    isAwaited.current = true;
    await router.invalidate();
    setNewIds(new Set());
  };
  return (
    <div className="live">
      <p role="status">{newIds.size > 0 ? live.count(newIds.size) : isLost ? live.lost : ''}</p>
      {newIds.size > 0 && (
        <button type="button" onClick={() => void show()}>
          {live.show}
        </button>
      )}
    </div>
  );
};
