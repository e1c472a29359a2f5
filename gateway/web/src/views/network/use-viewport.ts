import { type PointerEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Point } from './layout';

/** How the picture lies in its frame: positions are multiplied by `scale`, then moved, in pixels. */
export interface Viewport extends Point {
  readonly scale: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A node in the picture: its place before it is scaled, and how far it and its name reach from there, in pixels. */
export interface Extent {
  readonly id: string;
  /** To the left and to the right. */
  readonly aside: number;
  readonly above: number;
  readonly below: number;
}

/** Left free at the edges, and above for the buttons, in pixels. */
const EDGE = 8;
const BUTTONS = 44;
const MAX_FIT = 2.2;
const MIN_FIT = 0.01;
/** Steps of the search for the scale: it is exact to a hundredth then. */
const STEPS = 9;

const ORIGIN: Point = { x: 0, y: 0 };

/** All nodes with their names in the frame, as large as they fit. */
const fit = (points: ReadonlyMap<string, Point>, extents: readonly Extent[], { width, height }: Size): Viewport => {
  if (extents.length === 0) return { scale: 1, x: width / 2, y: height / 2 };
  const boundsAt = (scale: number) => {
    const placed = extents.map((each) => ({ ...each, ...(points.get(each.id) ?? ORIGIN) }));
    return {
      left: Math.min(...placed.map(({ x, aside }) => x * scale - aside)),
      right: Math.max(...placed.map(({ x, aside }) => x * scale + aside)),
      top: Math.min(...placed.map(({ y, above }) => y * scale - above)),
      bottom: Math.max(...placed.map(({ y, below }) => y * scale + below)),
    };
  };
  const fits = (scale: number): boolean => {
    const { left, right, top, bottom } = boundsAt(scale);
    return right - left <= width - 2 * EDGE && bottom - top <= height - BUTTONS - EDGE;
  };
  let [small, large] = [MIN_FIT, MAX_FIT];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = Math.sqrt(small * large);
    if (fits(middle)) small = middle;
    else large = middle;
  }
  const { left, right, top, bottom } = boundsAt(small);
  return { scale: small, x: (width - left - right) / 2, y: (height + BUTTONS - EDGE - top - bottom) / 2 };
};

/** The picture with its sides exchanged: a layout that is wider than high, in a frame that is higher than wide. */
const turned = (points: ReadonlyMap<string, Point>): ReadonlyMap<string, Point> =>
  new Map([...points].map(([id, { x, y }]) => [id, { x: y, y: x }]));

/** The viewport of a picture: it fits the frame until the reader moves it by dragging, or zooms. `points` is null until it is laid out. */
export const useViewport = (
  frame: RefObject<SVGSVGElement | null>,
  points: ReadonlyMap<string, Point> | null,
  extents: readonly Extent[],
) => {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [chosen, setChosen] = useState<Viewport | null>(null);
  useEffect(() => setChosen(null), [points]);
  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: current.clientWidth, height: current.clientHeight }));
    observer.observe(current);
    return () => observer.disconnect();
  }, [frame]);
  const isHigh = size.height > size.width;
  const places = useMemo(() => (points && isHigh ? turned(points) : points), [points, isHigh]);
  const fitting = useMemo(() => fit(places ?? new Map(), extents, size), [places, extents, size]);
  const viewport = chosen ?? fitting;
  const zoom = (factor: number): void => {
    const scale = Math.min(Math.max(viewport.scale * factor, 0.05), 8);
    const [cx, cy] = [size.width / 2, size.height / 2];
    const ratio = scale / viewport.scale;
    setChosen({ scale, x: cx - (cx - viewport.x) * ratio, y: cy - (cy - viewport.y) * ratio });
  };
  const last = useRef<Point | null>(null);
  return {
    viewport,
    /** Where the nodes are, before they are scaled. */
    places,
    zoom,
    showAll: () => setChosen(null),
    drag: {
      onPointerDown: ({ clientX: x, clientY: y, target, currentTarget, pointerId }: PointerEvent<SVGSVGElement>) => {
        if (target instanceof Element && target.closest('.node')) return;
        last.current = { x, y };
        currentTarget.setPointerCapture(pointerId);
      },
      onPointerMove: ({ clientX: x, clientY: y }: PointerEvent<SVGSVGElement>) => {
        if (last.current === null) return;
        setChosen({ ...viewport, x: viewport.x + x - last.current.x, y: viewport.y + y - last.current.y });
        last.current = { x, y };
      },
      onPointerUp: () => {
        last.current = null;
      },
      onPointerCancel: () => {
        last.current = null;
      },
    },
  };
};
