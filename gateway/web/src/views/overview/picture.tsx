import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTexts } from '../../language/language';
import { Kinds } from '../network/kinds';
import { neighbourOf } from '../network/keyboard';
import { type Overview, turnOverview } from './overview';
import type { OverviewRenderer } from './renderer';

interface Properties {
  readonly overview: Overview;
  readonly selected: string | undefined;
  readonly select: (id: string) => void;
  readonly open: (id: string) => void;
}

/** The picture of the whole network. The table and the panel beside it say what it shows. */
export const Picture = ({ overview: loaded, selected, select, open }: Properties) => {
  const { network: texts } = useTexts();
  const frame = useRef<HTMLDivElement>(null);
  const renderer = useRef<OverviewRenderer | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const [scheme, setScheme] = useState(0);
  const [isHigh, setIsHigh] = useState(false);
  const overview = useMemo(() => (isHigh ? turnOverview(loaded) : loaded), [loaded, isHigh]);
  // The newest ones, for a renderer that lives longer than a rendering of this component.
  const current = useRef({ select, selected });
  current.current = { select, selected };

  useEffect(() => {
    const queries = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('(forced-colors: active)')];
    const change = (): void => setScheme((count) => count + 1);
    for (const query of queries) query.addEventListener('change', change);
    return () => {
      for (const query of queries) query.removeEventListener('change', change);
    };
  }, []);
  useEffect(() => {
    const { current: element } = frame;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0) setIsHigh(height > width);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    let isGone = false;
    const start = async (): Promise<void> => {
      // The library needs the browser, from its first line on.
      const { startRenderer } = await import('./renderer');
      if (isGone || !frame.current) return;
      renderer.current = startRenderer(frame.current, overview, (id) => current.current.select(id));
      renderer.current.select(current.current.selected);
    };
    start().catch(() => setIsMissing(true));
    return () => {
      isGone = true;
      renderer.current?.end();
      renderer.current = null;
    };
  }, [overview, scheme]);
  useEffect(() => renderer.current?.select(selected), [selected]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { byId, byName, nodes } = overview;
    const node = byId.get(current.current.selected ?? '');
    const go = (id: string | undefined): void => {
      if (id === undefined) return;
      select(id);
      renderer.current?.centre(id);
    };
    const step = (by: number) => () => go(byName.at((byName.indexOf(node?.id ?? '') + by) % byName.length));
    const keys: Readonly<Record<string, () => void>> = {
      '+': () => renderer.current?.zoom(1.5),
      '-': () => renderer.current?.zoom(1 / 1.5),
      '0': () => renderer.current?.showAll(),
      '[': step(-1),
      ']': step(1),
      ...(node && { Enter: () => open(node.id) }),
    };
    const isArrow = event.key.startsWith('Arrow');
    const act = isArrow ? () => go(node ? neighbourOf(event.key, node, byId) : nodes[0]?.id) : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  if (isMissing) return <p className="partial">{texts.overview.noPicture}</p>;
  return (
    <div className="picture">
      <div
        ref={frame}
        className="overview"
        role="application"
        tabIndex={0}
        aria-label={texts.overview.picture}
        aria-describedby="network-keys"
        onKeyDown={onKeyDown}
      />
      <p className="zoom">
        <button type="button" onClick={() => renderer.current?.zoom(1.5)} aria-label={texts.zoomIn}>
          +
        </button>
        <button type="button" onClick={() => renderer.current?.zoom(1 / 1.5)} aria-label={texts.zoomOut}>
          −
        </button>
        <button type="button" onClick={() => renderer.current?.showAll()}>
          {texts.showAll}
        </button>
      </p>
      <Kinds />
      <p id="network-keys" className="muted keys">
        {texts.overview.keys}
      </p>
    </div>
  );
};
