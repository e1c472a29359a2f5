import { describeSubgraph } from '@wizness/kernel/testing';
import { membership } from '@wizness/membership';

describeSubgraph(membership, {
  fill: async ({ members }) => {
    const lea = await members.enrol({ handle: 'lea', name: 'Léa', locale: 'fr' });
    const tom = await members.enrol({ handle: 'tom', name: 'Tom', locale: 'en' });
    return { Member: [lea.id, tom.id] };
  },
});
