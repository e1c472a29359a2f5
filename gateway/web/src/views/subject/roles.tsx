import { Link } from '@tanstack/react-router';
import type { PersonRoleFragment, RoleFragment } from '../../generated/operations';
import { formatFuzzyDate, type FuzzyDay } from '../../format/fuzzy-date';
import { useEnumLabel, useLanguage, useTexts } from '../../language/language';
import { Status } from '../../parts/fact-words';
import { SubjectLink } from '../../parts/subject-link';

/** A date in a table; empty if it is not known. */
const useDay = (): ((date: FuzzyDay | null) => string) => {
  const language = useLanguage();
  const texts = useTexts();
  return (date) => (date === null ? '' : formatFuzzyDate(language, texts, date));
};

interface ParticipationsProperties {
  readonly roles: readonly RoleFragment[];
  /** Which side of a participation the page is not about. */
  readonly shows: 'in' | 'organisation';
}

/** Who takes part in what, in which role, since when and until when. */
export const Participations = ({ roles, shows }: ParticipationsProperties) => {
  const { subject: texts } = useTexts();
  const enumLabel = useEnumLabel();
  const day = useDay();
  if (roles.length === 0) return null;
  const title = shows === 'in' ? texts.participations : texts.participants;
  const rows = roles.toSorted((a, b) => Number(a.until !== null) - Number(b.until !== null));
  // Most sources say neither: an empty column says nothing.
  const hasSince = rows.some(({ since }) => since !== null);
  const hasUntil = rows.some(({ until }) => until !== null);
  return (
    <section aria-labelledby="participations">
      <h2 id="participations">{title}</h2>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.name}</th>
            <th scope="col">{texts.role}</th>
            {hasSince && <th scope="col">{texts.since}</th>}
            {hasUntil && <th scope="col">{texts.until}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ role, collective, organisation, in: other, since, until, fact }) => (
            <tr key={fact.id}>
              <td data-label={texts.name}>
                {shows === 'in' ? (
                  <SubjectLink subject={other} />
                ) : organisation ? (
                  <SubjectLink subject={organisation} />
                ) : (
                  collective
                )}
              </td>
              <td data-label={texts.role}>
                <Link to="/facts/$id" params={{ id: fact.id }}>
                  {enumLabel('ParticipationRole', role)}
                </Link>
              </td>
              {hasSince && <td data-label={texts.since}>{day(since)}</td>}
              {hasUntil && <td data-label={texts.until}>{day(until)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

interface PersonRolesProperties {
  readonly roles: readonly PersonRoleFragment[];
  readonly shows: 'person' | 'organisation';
}

/** Which person has which role where, in the words of the source. */
export const PersonRoles = ({ roles, shows }: PersonRolesProperties) => {
  const { subject: texts } = useTexts();
  const day = useDay();
  if (roles.length === 0) return null;
  const title = shows === 'person' ? texts.people : texts.affiliations;
  return (
    <section aria-labelledby="roles">
      <h2 id="roles">{title}</h2>
      <ul className="subjects">
        {roles.map(({ role, person, organisation, since, until, fact }) => (
          <li key={fact.id}>
            <SubjectLink subject={shows === 'person' ? person : organisation} />{' '}
            <Link to="/facts/$id" params={{ id: fact.id }} className="muted">
              {role}
            </Link>{' '}
            <span className="muted">{[day(since), day(until)].filter(Boolean).join(' – ')}</span>{' '}
            <Status status={fact.status} />
          </li>
        ))}
      </ul>
    </section>
  );
};

interface ListProperties {
  readonly id: string;
  readonly title: string;
  readonly subjects: readonly { readonly __typename: string; readonly slug: string; readonly name: string }[];
}

/** Subjects that belong to the one of the page. */
export const SubjectList = ({ id, title, subjects }: ListProperties) =>
  subjects.length === 0 ? null : (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="inline">
        {subjects.map((subject) => (
          <li key={subject.slug}>
            <SubjectLink subject={subject} />
          </li>
        ))}
      </ul>
    </section>
  );
