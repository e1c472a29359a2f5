import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export interface Subject {
  readonly __typename: string;
  readonly slug: string;
  readonly name: string;
}

const PATHS = {
  Organisation: '/organisations/$slug',
  Programme: '/programmes/$slug',
  Partnership: '/partnerships/$slug',
  Person: '/people/$slug',
} as const;

const isKind = (name: string): name is keyof typeof PATHS => name in PATHS;

/** The page of a subject, for the router: of one that has no page, the list of subjects. */
export const subjectPath = ({ __typename: kind, slug }: Pick<Subject, '__typename' | 'slug'>) =>
  isKind(kind) ? { to: PATHS[kind], params: { slug } } : ({ to: '/subjects' } as const);

/** A link to the page of an organisation, programme, partnership or person. */
export const SubjectLink = ({ subject, children }: { readonly subject: Subject; readonly children?: ReactNode }) => {
  const { __typename: kind, slug, name } = subject;
  if (!isKind(kind)) return <>{children ?? name}</>;
  return (
    <Link to={PATHS[kind]} params={{ slug }} className="subject" data-kind={kind}>
      {children ?? name}
    </Link>
  );
};
