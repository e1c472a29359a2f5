import { UndirectedGraph } from 'graphology';
import { Sigma } from 'sigma';
import type { Point } from '../network/layout';
import { nodePrograms, SHAPES } from './node-programs';
import type { Overview, OverviewNode } from './overview';

/** Colours of the style sheet, of which WebGL knows nothing: `#rrggbb`, also for those that the reader has chosen. */
const readColours = () => {
  const style = getComputedStyle(document.documentElement);
  const context = document.createElement('canvas').getContext('2d');
  const colour = (name: string): string => {
    const value = style.getPropertyValue(`--${name}`).trim();
    if (!context) return value;
    context.fillStyle = value;
    return context.fillStyle;
  };
  return {
    surface: colour('surface'),
    ink: colour('ink'),
    accent: colour('accent'),
    border: colour('border'),
    hairline: colour('hairline'),
    kinds: {
      Organisation: colour('organisation'),
      Programme: colour('programme'),
      Partnership: colour('partnership'),
      Person: colour('person'),
    } as Readonly<Record<string, string>>,
  };
};

type Colours = ReturnType<typeof readColours>;

const LABEL = { size: 13, font: 'system-ui, sans-serif', gap: 3 };

/** The labels of all that is related to the selected node are drawn if each has so much of the width. */
const PIXELS_PER_LABEL = 100;

/** A network of at most so many nodes has room for large ones, and for lines that are easy to see. */
const SMALL = 300;

/** Area grows with the number of relations, up to a size at which nodes still lie apart. In pixels. */
const sizeOf = ({ near, __typename: kind }: OverviewNode, isSmall: boolean): number =>
  Math.min((isSmall ? 5 : 2) + Math.sqrt(near.length), 14) * (SHAPES[kind]?.scale ?? 1);

const graphOf = ({ nodes }: Overview, { kinds, accent, border, hairline }: Colours): UndirectedGraph => {
  const isSmall = nodes.length <= SMALL;
  const line = isSmall ? { size: 1.5, color: border } : { size: 0.5, color: hairline };
  const graph = new UndirectedGraph();
  for (const node of nodes) {
    // The vertical axis of WebGL goes up.
    const place = { x: node.x, y: -node.y };
    graph.addNode(node.id, {
      ...place,
      type: node.__typename in SHAPES ? node.__typename : 'Organisation',
      size: sizeOf(node, isSmall),
      label: node.name,
      color: kinds[node.__typename] ?? accent,
    });
  }
  nodes.forEach(({ id, near }, index) => {
    for (const other of near) {
      const target = nodes[other];
      if (target && other > index) graph.addEdge(id, target.id, line);
    }
  });
  return graph;
};

export interface OverviewRenderer {
  /** Draws a node and what it is related to above all others. Undefined selects none. */
  readonly select: (id: string | undefined) => void;
  /** Moves the picture so that a node is in its middle. */
  readonly centre: (id: string) => void;
  /** A factor above 1 shows less, larger. */
  readonly zoom: (factor: number) => void;
  readonly showAll: () => void;
  readonly end: () => void;
}

/** The library throws if its frame has no width, which is so for a moment while a browser changes its window or takes a picture. */
class Renderer extends Sigma {
  override resize(force?: boolean): this {
    return this.getContainer().offsetWidth === 0 ? this : super.resize(force);
  }
}

/** Draws the whole network into an element. Throws where there is no WebGL. `onSelect` gets the id of a node that was clicked. */
export const startRenderer = (
  element: HTMLElement,
  overview: Overview,
  onSelect: (id: string) => void,
): OverviewRenderer => {
  const colours = readColours();
  let selected: string | undefined;
  let near: ReadonlySet<string> = new Set();
  const drawLabel = (
    context: CanvasRenderingContext2D,
    { x, y, size, label }: Point & { size: number; label?: unknown },
  ) => {
    if (typeof label !== 'string' || label === '') return;
    context.font = `${LABEL.size}px ${LABEL.font}`;
    context.lineWidth = 4;
    context.lineJoin = 'round';
    context.strokeStyle = colours.surface;
    context.fillStyle = colours.ink;
    const { width } = context.measureText(label);
    const right = x + size + LABEL.gap;
    // At the right edge the name stands on the other side of the node.
    const left = right + width <= element.clientWidth ? right : x - size - LABEL.gap - width;
    context.strokeText(label, left, y + LABEL.size / 3);
    context.fillText(label, left, y + LABEL.size / 3);
  };
  const graph = graphOf(overview, colours);
  const renderer = new Renderer(graph, element, {
    nodeProgramClasses: nodePrograms(),
    hideEdgesOnMove: true,
    hideLabelsOnMove: true,
    labelDensity: 0.6,
    labelGridCellSize: 120,
    labelRenderedSizeThreshold: 0,
    minCameraRatio: 0.02,
    maxCameraRatio: 2,
    zIndex: true,
    stagePadding: 40,
    defaultDrawNodeLabel: drawLabel,
    defaultDrawNodeHover: drawLabel,
    nodeReducer: (id, data) => {
      if (id === selected) return { ...data, color: colours.accent, size: data.size + 4, forceLabel: true, zIndex: 2 };
      return near.has(id)
        ? { ...data, forceLabel: near.size * PIXELS_PER_LABEL <= element.clientWidth, zIndex: 1 }
        : data;
    },
    edgeReducer: (edge, data) =>
      selected !== undefined && graph.hasExtremity(edge, selected)
        ? { ...data, color: colours.accent, size: 2, zIndex: 1 }
        : data,
  });
  renderer.on('clickNode', ({ node }) => onSelect(node));
  const camera = renderer.getCamera();
  const move = (state: Parameters<typeof camera.animate>[0]): void => {
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (isCalm) camera.setState(state);
    else void camera.animate(state, { duration: 200 });
  };
  return {
    select: (id) => {
      selected = id !== undefined && overview.byId.has(id) ? id : undefined;
      near = new Set(overview.byId.get(selected ?? '')?.near.flatMap((index) => overview.nodes[index]?.id ?? []));
      renderer.refresh({ skipIndexation: true });
    },
    centre: (id) => {
      const place = renderer.getNodeDisplayData(id);
      if (place) move({ x: place.x, y: place.y });
    },
    zoom: (factor) => move({ ratio: Math.min(Math.max(camera.ratio / factor, 0.02), 2) }),
    showAll: () => move({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }),
    end: () => renderer.kill(),
  };
};
