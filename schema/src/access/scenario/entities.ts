import { NameKind, OrganisationKind, PartnershipKind } from '@wizness/partnerships';
import { RateableKind } from '@wizness/ratings';
import type { ServiceContexts } from './services';

/** Ids of the public entities that all four posts mention. */
export interface PublicEntities {
  readonly organisation: string;
  readonly programme: string;
  readonly partnership: string;
  readonly person: string;
  readonly topic: string;
  readonly series: string;
}

export const createEntities = async ({
  content,
  partnerships: { organisations, programmes, partnerships, people },
  ratings,
}: ServiceContexts): Promise<PublicEntities> => {
  const { id: organisation } = await organisations.register({
    kind: OrganisationKind.ASSOCIATION,
    names: [{ value: 'Wizness', kind: NameKind.OFFICIAL }],
  });
  const { id: programme } = await programmes.register({ names: ['Programme'] });
  const { id: partnership } = await partnerships.register({ name: 'Partnership', kind: PartnershipKind.OTHER });
  const { id: person } = await people.register({ name: 'Person' });
  const { topic, series } = await content.inTransaction(async ({ stores }) => {
    const topics = await stores.topics.define([{ slug: 'topic', labels: { en: 'Topic' } }]);
    const { id } = await stores.series.define({ name: 'Series', organiserId: organisation });
    return { topic: topics[0]?.id ?? '', series: id };
  });
  await ratings.inTransaction(async ({ stores: { subjects } }) => {
    await subjects.register({ id: organisation, kind: RateableKind.ORGANISATION });
    await subjects.register({ id: programme, kind: RateableKind.PROGRAMME });
    await subjects.register({ id: partnership, kind: RateableKind.PARTNERSHIP });
  });
  return { organisation, programme, partnership, person, topic, series };
};
