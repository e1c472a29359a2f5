interface Properties {
  readonly kind: string;
  /** In pixels. */
  readonly radius: number;
}

/** Kinds differ by shape as well as by colour. All shapes of one radius have about the same area. */
export const NodeShape = ({ kind, radius: r }: Properties) => {
  switch (kind) {
    case 'Programme':
      return <rect x={-r * 0.9} y={-r * 0.9} width={r * 1.8} height={r * 1.8} />;
    case 'Partnership':
      return <path d={`M0 ${-r * 1.25}L${r * 1.25} 0L0 ${r * 1.25}L${-r * 1.25} 0Z`} />;
    case 'Person':
      return <path d={`M0 ${-r * 1.3}L${r * 1.3} ${r}L${-r * 1.3} ${r}Z`} />;
    default:
      return <circle r={r} />;
  }
};
