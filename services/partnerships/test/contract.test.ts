import { describeSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, PartnershipKind, partnerships } from '@wizness/partnerships';

const { ASSOCIATION, COMPANY } = OrganisationKind;

describeSubgraph(partnerships, {
  fill: async ({ organisations, people, programmes, partnerships: alliances }) => {
    const found = async (kind: OrganisationKind, value: string) =>
      (await organisations.establish({ kind, names: [{ value, kind: NameKind.OFFICIAL }] })).id;
    const formed = async (name: string) => (await alliances.form({ name, kind: PartnershipKind.OTHER })).id;
    return {
      Organisation: [await found(COMPANY, 'Renault'), await found(ASSOCIATION, 'Voiture&Co')],
      Partnership: [await formed('Renault and Voiture&Co'), await formed('Danone and Grameen')],
      Person: [(await people.introduce({ name: 'Ada' })).id, (await people.introduce({ name: 'Bruno' })).id],
      Programme: [
        (await programmes.launch({ names: ['Mobiliz'] })).id,
        (await programmes.launch({ names: ['Garages solidaires'] })).id,
      ],
    };
  },
});
