import { useEnumLabel } from '../../language/language';
import { NodeShape } from './node-shape';

const KINDS = ['Organisation', 'Programme', 'Partnership', 'Person'] as const;

/** What the shapes and colours of nodes mean. */
export const Kinds = () => {
  const enumLabel = useEnumLabel();
  return (
    <ul className="inline kinds">
      {KINDS.map((kind) => (
        <li key={kind} data-kind={kind}>
          <svg viewBox="-8 -8 16 16" aria-hidden="true">
            <NodeShape kind={kind} radius={5} />
          </svg>
          {enumLabel('FactSubjectKind', kind.toUpperCase())}
        </li>
      ))}
    </ul>
  );
};
