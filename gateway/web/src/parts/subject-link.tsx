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
