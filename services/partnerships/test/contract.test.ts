import { describeSubgraph } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind, PartnershipKind, partnerships } from '@wizness/partnerships';
import { recorder } from './support/recorder';

const { ASSOCIATION, COMPANY } = OrganisationKind;

describeSubgraph(partnerships, {
  fill: async (context) => {
    const { organisations, people, programmes, partnerships: alliances } = context;
    const one = await recorder(context, 'one');
    const other = await recorder(context, 'other');
    const yes = { kind: 'BOOLEAN', value: true, raw: '' } as const;
    const recordFact = async (claim: string, subjectId: string) =>
      (await one.record({ claim, subjectId, property: 'pays_dividends', measure: 'STATEMENT', value: yes })).id;
    const registerOrganisation = async (kind: OrganisationKind, value: string) =>
      (await organisations.register({ kind, names: [{ value, kind: NameKind.OFFICIAL }] })).id;
    const registerPartnership = async (name: string) =>
      (await alliances.register({ name, kind: PartnershipKind.OTHER })).id;
    const renault = await registerOrganisation(COMPANY, 'Renault');
    return {
      Fact: [await recordFact('this', renault), await recordFact('that', renault)],
      Source: [one.source.id, other.source.id],
      Organisation: [renault, await registerOrganisation(ASSOCIATION, 'Voiture&Co')],
      Partnership: [
        await registerPartnership('Renault and Voiture&Co'),
        await registerPartnership('Danone and Grameen'),
      ],
      Person: [(await people.register({ name: 'Ada' })).id, (await people.register({ name: 'Bruno' })).id],
      Programme: [
        (await programmes.register({ names: ['Mobiliz'] })).id,
        (await programmes.register({ names: ['Garages solidaires'] })).id,
      ],
    };
  },
});
