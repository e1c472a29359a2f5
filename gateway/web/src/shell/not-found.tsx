import { Link } from '@tanstack/react-router';
import { useTexts } from '../language/language';

/** A view whose thing does not exist. */
export const NotFound = () => {
  const { states } = useTexts();
  return (
    <div className="page problem">
      <h1 tabIndex={-1}>{states.notFoundTitle}</h1>
      <p>{states.notFound}</p>
      <p>
        <Link to="/">{states.toFront}</Link>
      </p>
    </div>
  );
};
