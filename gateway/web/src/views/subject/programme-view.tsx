import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatFuzzyDate } from '../../format/fuzzy-date';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { Definitions } from '../../parts/definitions';
import { Progress } from '../../parts/progress';
import { SubjectLink } from '../../parts/subject-link';
import { Participations } from './roles';
import { NotKnownThen, SubjectPage } from './subject-page';

const route = getRouteApi('/programmes/$slug');

interface Item {
  readonly position: number;
  readonly text: string;
  readonly fact: { readonly id: string };
  readonly note?: ReactNode;
}

const OrderedList = ({
  id,
  title,
  items,
}: {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
}) =>
  items.length === 0 ? null : (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ol>
        {items.map(({ position, text, fact, note }) => (
          <li key={fact.id} value={position}>
            <Link to="/facts/$id" params={{ id: fact.id }}>
              {text}
            </Link>{' '}
            {note}
          </li>
        ))}
      </ol>
    </section>
  );

/** The page of a programme. */
export const ProgrammeView = () => {
  const { data, errors } = route.useLoaderData();
  const search = route.useSearch();
  const language = useLanguage();
  const texts = useTexts();
  const enumLabel = useEnumLabel();
  const { programme } = data;
  if (!programme) return <NotKnownThen search={search} />;
  const { subject, facts } = texts;
  const { status, launched, parent, partnership, axes, criteria, participations, posts, progress } = programme;
  return (
    <SubjectPage
      subject={programme}
      kind={enumLabel('FactSubjectKind', 'PROGRAMME')}
      search={search}
      errors={errors}
      posts={posts}
    >
      {progress.length > 0 && (
        <section aria-labelledby="targets">
          <h2 id="targets">{texts.targets.title}</h2>
          {progress.map((each) => (
            <Progress key={each.target.id} progress={each} />
          ))}
          <p>
            <Link to="/compare" search={{ ...search, subjects: programme.id }}>
              {texts.compare.link}
            </Link>
          </p>
        </section>
      )}
      <Definitions
        entries={[
          [subject.launched, launched && formatFuzzyDate(language, texts, launched)],
          [facts.status, status === 'UNKNOWN' ? null : enumLabel('ProgrammeStatus', status)],
          [subject.partnership, partnership && <SubjectLink subject={partnership} />],
          [subject.parent, parent && <SubjectLink subject={parent} />],
        ]}
      />
      <Participations roles={participations} shows="organisation" />
      <OrderedList id="axes" title={subject.axes} items={axes} />
      <OrderedList
        id="criteria"
        title={subject.criteria}
        items={criteria.map((item) => ({
          ...item,
          note: item.satisfiedBy.map((each) => (
            <span key={each.slug} className="listed">
              → <SubjectLink subject={each} />
            </span>
          )),
        }))}
      />
    </SubjectPage>
  );
};
