import { getRouteApi } from '@tanstack/react-router';
import { useEnumLabel } from '../../language/language';
import { PersonRoles } from './roles';
import { NotKnownThen, SubjectPage } from './subject-page';

const route = getRouteApi('/people/$slug');

/** The page of a person that texts name. */
export const PersonView = () => {
  const { data, errors } = route.useLoaderData();
  const search = route.useSearch();
  const enumLabel = useEnumLabel();
  const { person } = data;
  if (!person) return <NotKnownThen search={search} />;
  return (
    <SubjectPage
      subject={person}
      kind={enumLabel('FactSubjectKind', 'PERSON')}
      search={search}
      errors={errors}
      posts={person.posts}
    >
      <PersonRoles roles={person.affiliations} shows="organisation" />
    </SubjectPage>
  );
};
