import { Link } from '@tanstack/react-router';
import type { RelationFragment } from '../../generated/operations';
import { formatPeriod } from '../../format/fuzzy-date';
import { useLanguage, useTexts } from '../../language/language';
import { SubjectLink } from '../../parts/subject-link';
import type { Entity } from './network';

interface Properties {
  readonly relation: RelationFragment;
  readonly entities: ReadonlyMap<string, Entity>;
}

/** A relation as a sentence: its source, its kind with a link to its fact, its target, and its period. */
export const RelationWords = ({ relation, entities }: Properties) => {
  const language = useLanguage();
  const texts = useTexts();
  const { source, target, label, since, until, fact } = relation;
  const [from, to] = [entities.get(source), entities.get(target)];
  const period = formatPeriod(language, texts, { from: since, to: until });
  return (
    <>
      {from && <SubjectLink subject={from} />}{' '}
      <Link to="/facts/$id" params={{ id: fact.id }}>
        {label.charAt(0).toLowerCase() + label.slice(1)}
      </Link>{' '}
      {to && <SubjectLink subject={to} />}
      {period && <span className="muted">, {period}</span>}
    </>
  );
};
