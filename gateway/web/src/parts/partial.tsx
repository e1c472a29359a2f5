import type { GraphError } from '../graph/operation';
import { useTexts } from '../language/language';

/**
 * Says that a part of the view is missing, because a service did not respond; the rest stays. What the graph refuses, such as a
 * property that it does not know, it says itself.
 */
export const Partial = ({ errors }: { readonly errors: readonly GraphError[] }) => {
  const { states } = useTexts();
  if (errors.length === 0) return null;
  const refused = errors.filter(({ extensions }) => extensions?.code === 'BAD_USER_INPUT');
  if (refused.length > 0) {
    return (
      <div className="partial" role="alert" lang="en">
        {refused.map(({ message }) => (
          <p key={message}>{message}</p>
        ))}
      </div>
    );
  }
  const requestId = errors.find(({ extensions }) => extensions?.requestId)?.extensions?.requestId;
  return (
    <p className="partial" role="status">
      {states.partial} {requestId && states.requestId(requestId)}
    </p>
  );
};
