import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { Point } from './layout';

/** How the picture lies in its frame: positions are multiplied by `scale`, then moved, in pixels. */
export interface Viewport extends Point {
  readonly scale: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Left free around the nodes for their labels, in pixels: at the sides no more than a quarter of the frame. */
const MARGIN = { x: 95, y: 60 };
const MAX_FIT = 1.6;

/** All points in the frame, as large as they fit. */
const fit = (points: Iterable<Point>, { width, height }: Size): Viewport => {
  const all = [...points];
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  if (all.length === 0) return { scale: 1, x: width / 2, y: height / 2 };
  const free = (length: number, margin: number): number => Math.max(length - 2 * margin, 50);
  const scale = Math.min(
    free(width, Math.min(MARGIN.x, width / 4)) / (right - left || 1),
    free(height, MARGIN.y) / (bottom - top || 1),
    MAX_FIT,
  );
  return {
    scale,
    x: width / 2 - (scale * (left + right)) / 2,
    y: height / 2 - (scale * (top + bottom)) / 2,
  };
};

/** The viewport of a picture: it fits the frame until the reader moves it by dragging, or zooms. */
export const useViewport = (frame: RefObject<SVGSVGElement | null>, points: ReadonlyMap<string, Point> | null) => {
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
  const viewport = chosen ?? fit(points?.values() ?? [], size);
  const zoom = (factor: number): void => {
    const scale = Math.min(Math.max(viewport.scale * factor, 0.05), 8);
    const [cx, cy] = [size.width / 2, size.height / 2];
    const ratio = scale / viewport.scale;
    setChosen({ scale, x: cx - (cx - viewport.x) * ratio, y: cy - (cy - viewport.y) * ratio });
  };
  const last = useRef<Point | null>(null);
  return {
    viewport,
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
