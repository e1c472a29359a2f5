/** A mark with its label, in per cent of the width of the picture. */
export interface Box {
  readonly start: number;
  readonly end: number;
  /** Width of the label. */
  readonly label: number;
  /** Whether the label ends at the end of the mark: its start is not known. */
  readonly isOpenAtStart: boolean;
}

export interface Placed {
  readonly lane: number;
  /** Where the label is anchored, and by which of its ends. */
  readonly labelAt: number;
  readonly anchor: 'start' | 'end';
}

/** In per cent. */
const GAP = 1.5;

/** The label stands at the known end of its mark, and never beyond the picture. */
const labelOf = ({ start, end, label, isOpenAtStart }: Box): Pick<Placed, 'labelAt' | 'anchor'> =>
  isOpenAtStart || start + label > 100
    ? { anchor: 'end', labelAt: Math.min(Math.max(end, label), 100) }
    : { anchor: 'start', labelAt: Math.max(start, 0) };

/** What a mark and its label take up together. */
export const occupied = (
  box: Box,
  { labelAt, anchor }: Pick<Placed, 'labelAt' | 'anchor'>,
): readonly [number, number] => [
  Math.min(box.start, anchor === 'start' ? labelAt : labelAt - box.label),
  Math.max(box.end, anchor === 'start' ? labelAt + box.label : labelAt),
];

/** Puts each box into the first lane where nothing overlaps it. */
export const placeInLanes = (boxes: readonly Box[]): readonly Placed[] => {
  const lanes: (readonly [number, number])[][] = [];
  return boxes.map((box) => {
    const label = labelOf(box);
    const [first, last] = occupied(box, label);
    const isFree = (taken: readonly (readonly [number, number])[]): boolean =>
      taken.every(([start, end]) => last + GAP <= start || end + GAP <= first);
    const free = lanes.findIndex(isFree);
    const lane = free === -1 ? lanes.length : free;
    lanes[lane] = [...(lanes[lane] ?? []), [first, last]];
    return { ...label, lane };
  });
};
