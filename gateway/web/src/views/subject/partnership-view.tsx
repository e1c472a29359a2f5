import { getRouteApi } from '@tanstack/react-router';
import { useEnumLabel, useTexts } from '../../language/language';
import { Definitions } from '../../parts/definitions';
import { Participations, SubjectList } from './roles';
import { NotKnownThen, SubjectPage } from './subject-page';

const route = getRouteApi('/partnerships/$slug');

/** The page of a partnership. */
export const PartnershipView = () => {
  const { data, errors } = route.useLoaderData();
  const search = route.useSearch();
  const { subject } = useTexts();
  const enumLabel = useEnumLabel();
  const { partnership } = data;
  if (!partnership) return <NotKnownThen search={search} />;
  const { kind, theme, programmes, participations, posts } = partnership;
  return (
    <SubjectPage
      subject={partnership}
      kind={`${enumLabel('FactSubjectKind', 'PARTNERSHIP')} · ${enumLabel('PartnershipKind', kind)}`}
      search={search}
      errors={errors}
      posts={posts}
    >
      <Definitions entries={[[subject.theme, theme]]} />
      <SubjectList id="programmes" title={subject.programmes} subjects={programmes} />
      <Participations roles={participations} shows="organisation" />
    </SubjectPage>
  );
};
