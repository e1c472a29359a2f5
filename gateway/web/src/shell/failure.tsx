import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import type { GraphError } from '../graph/operation';
import { useTexts } from '../language/language';

/** A view that could not be loaded: what failed, a way to try again, and the number to report. */
export const Failure = ({ error }: ErrorComponentProps) => {
  const { states } = useTexts();
  const router = useRouter();
  const requestId = ((error as Error).cause as GraphError | undefined)?.extensions?.requestId;
  return (
    <div className="page problem" role="alert">
      <h1 tabIndex={-1}>{states.failedTitle}</h1>
      <p>{states.failed}</p>
      {requestId && <p>{states.requestId(requestId)}</p>}
      <button type="button" onClick={() => void router.invalidate()}>
        {states.retry}
      </button>
    </div>
  );
};
