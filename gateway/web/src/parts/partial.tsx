import type { GraphError } from '../graph/operation';
import { useTexts } from '../language/language';

/** Says that a part of the view is missing, because a service did not respond. The rest stays. */
export const Partial = ({ errors }: { readonly errors: readonly GraphError[] }) => {
  const { states } = useTexts();
  if (errors.length === 0) return null;
  const requestId = errors.find(({ extensions }) => extensions?.requestId)?.extensions?.requestId;
  return (
    <p className="partial" role="status">
      {states.partial} {requestId && states.requestId(requestId)}
    </p>
  );
};
