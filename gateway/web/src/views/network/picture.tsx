import { type KeyboardEvent, memo, useMemo, useRef } from 'react';
import { useTexts } from '../../language/language';
import { neighbourOf } from './keyboard';
import { Kinds } from './kinds';
import type { Point } from './layout';
import { labelledIds, radiusOf, type NetworkNode, type ShownNetwork } from './network';
import { NodeShape } from './node-shape';
import { useLayout } from './use-layout';
import { type Extent, useViewport } from './use-viewport';

interface MarksProperties {
  readonly network: ShownNetwork;
  readonly points: ReadonlyMap<string, Point>;
  readonly scale: number;
  readonly selected: string | undefined;
  /** Node that the tab key leads to. */
  readonly entry: string | undefined;
  /** Pairs of ids on the path, each sorted and joined by a space. */
  readonly onPath: ReadonlySet<string>;
  readonly nameOf: (node: NetworkNode) => string;
  readonly select: (id: string) => void;
}

/** How far the first line of a name is below its node, and about how wide a letter is, in pixels. */
const LABEL = { below: 15, letter: 7.5 };

const labelOf = (name: string): string => (name.length > 28 ? `${name.slice(0, 27)}…` : name);

/** The room that each node of a network needs around its place. */
const extentsOf = ({ nodes }: ShownNetwork): readonly Extent[] => {
  const labelled = labelledIds(nodes, []);
  return nodes.map((node) => {
    const { id, name } = node.entity;
    const radius = radiusOf(node);
    if (!labelled.has(id)) return { id, aside: radius, above: radius, below: radius };
    const half = (labelOf(name).length * LABEL.letter) / 2;
    return { id, aside: Math.max(radius, half), above: radius, below: radius + LABEL.below + 4 };
  });
};

/** Lines and nodes. They are drawn again when the scale changes, not when the picture is moved. */
const Marks = memo(({ network, points, scale, selected, entry, onPath, nameOf, select }: MarksProperties) => {
  const at = (id: string): Point => {
    const { x, y } = points.get(id) ?? { x: 0, y: 0 };
    return { x: x * scale, y: y * scale };
  };
  const near = network.lines.filter(({ source, target }) => source === selected || target === selected);
  const labelled = labelledIds(
    network.nodes,
    near.flatMap(({ source, target }) => [source, target]),
  );
  return (
    <>
      {network.lines.map(({ source, target, hasEnded }) => {
        const [a, b] = [at(source), at(target)];
        const classes = [
          hasEnded && 'ended',
          (source === selected || target === selected) && 'near',
          onPath.has([source, target].toSorted().join(' ')) && 'on-path',
        ];
        return (
          <line
            key={`${source} ${target}`}
            className={classes.filter(Boolean).join(' ')}
            x1={a.x}
            y1={a.y}
            x2={b.x}
            y2={b.y}
          />
        );
      })}
      {network.nodes.map((node) => {
        const { id, __typename: kind, name } = node.entity;
        const { x, y } = at(id);
        const radius = radiusOf(node);
        return (
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a button cannot stand in a picture
          <g
            key={id}
            className="node"
            role="button"
            tabIndex={id === entry ? 0 : -1}
            aria-label={nameOf(node)}
            aria-pressed={id === selected}
            data-id={id}
            data-kind={kind}
            data-root={node.distance === 0 || undefined}
            transform={`translate(${x} ${y})`}
            onClick={() => select(id)}
          >
            <circle className="target" r={radius + 9} />
            <NodeShape kind={kind} radius={radius} />
            {labelled.has(id) && (
              <text y={radius + LABEL.below} textAnchor="middle">
                {labelOf(name)}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
});

interface Properties {
  readonly network: ShownNetwork;
  readonly selected: string | undefined;
  readonly onPath: ReadonlySet<string>;
  readonly select: (id: string) => void;
  readonly expand: (id: string) => void;
  readonly markForPath: (id: string) => void;
}

/** The picture of a network. Its relations are also a table, so that nothing is only in the picture. */
export const Picture = ({ network, selected, onPath, select, expand, markForPath }: Properties) => {
  const { network: texts } = useTexts();
  const frame = useRef<SVGSVGElement>(null);
  const request = useMemo(
    () => ({
      nodes: network.nodes.map((node) => ({ id: node.entity.id, radius: radiusOf(node) })),
      edges: network.lines.map(({ source, target }) => ({ source, target })),
    }),
    [network],
  );
  const points = useLayout(request);
  const extents = useMemo(() => extentsOf(network), [network]);
  const { viewport, places, zoom, showAll, drag } = useViewport(frame, points, extents);
  const known = places !== null && network.nodes.every(({ entity }) => places.has(entity.id)) ? places : null;
  const ids = network.nodes.map(({ entity }) => entity.id);
  const byName = network.nodes
    .toSorted((a, b) => a.entity.name.localeCompare(b.entity.name))
    .map(({ entity }) => entity.id);

  const focus = (id: string | undefined): void => {
    if (id !== undefined) frame.current?.querySelector<SVGElement>(`[data-id="${id}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const id = event.target instanceof Element ? event.target.getAttribute('data-id') : null;
    const from = id === null ? undefined : known?.get(id);
    const step = (by: number) => () => focus(byName.at((byName.indexOf(id ?? '') + by) % byName.length));
    const keys: Readonly<Record<string, () => void>> = {
      '+': () => zoom(1.25),
      '-': () => zoom(0.8),
      '0': showAll,
      '[': step(-1),
      ']': step(1),
      ...(id !== null && {
        Enter: () => select(id),
        ' ': () => select(id),
        e: () => expand(id),
        p: () => markForPath(id),
      }),
    };
    const next = from && known ? neighbourOf(event.key, from, known) : undefined;
    const act = next === undefined ? keys[event.key] : () => focus(next);
    if (!act && !event.key.startsWith('Arrow')) return;
    event.preventDefault();
    act?.();
  };
  const nameOf = useMemo(
    () =>
      ({ entity, degree }: NetworkNode) =>
        texts.nodeName(entity.name, degree),
    [texts],
  );
  return (
    <div className="picture">
      <svg
        ref={frame}
        className="network"
        data-picture="network"
        role="group"
        aria-label={texts.picture}
        aria-describedby="network-keys"
        onKeyDown={onKeyDown}
        {...drag}
      >
        {known && (
          <g transform={`translate(${viewport.x} ${viewport.y})`}>
            <Marks
              network={network}
              points={known}
              scale={viewport.scale}
              selected={selected}
              entry={selected !== undefined && ids.includes(selected) ? selected : ids[0]}
              onPath={onPath}
              nameOf={nameOf}
              select={select}
            />
          </g>
        )}
      </svg>
      <p className="zoom">
        <button type="button" onClick={() => zoom(1.25)} aria-label={texts.zoomIn}>
          +
        </button>
        <button type="button" onClick={() => zoom(0.8)} aria-label={texts.zoomOut}>
          −
        </button>
        <button type="button" onClick={showAll}>
          {texts.showAll}
        </button>
      </p>
      <Kinds />
      <p id="network-keys" className="muted keys">
        {texts.keys}
      </p>
    </div>
  );
};
