import {
  type Connection,
  type ForwardPageArguments,
  loaderPerArguments,
  type Order,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Visible } from '../visibility/source.visibility';
import type { Organisation } from './organisation.entity';
import type { OrganisationLoaders } from './organisation.loader';
import { Partner } from './partner.entity';

const BY_PARTNER_NAME: Order = {
  name: 'partners by name',
  direction: 'ASC',
  keys: [
    { sql: 'partner.partner_name_key', type: 'text' },
    { sql: 'partner.partner_id', type: 'text' },
  ],
};

export const createPartnerLoaders = (
  db: EntityManager,
  visible: Visible,
  { organisationById }: Pick<OrganisationLoaders, 'organisationById'>,
) => {
  const partnersOf = loaderPerArguments((args: ForwardPageArguments) =>
    pagedByKey<Partner>({
      query: () => db.createQueryBuilder(Partner, 'partner').where(visible.partner('partner'), visible.parameters),
      isView: true,
      parent: 'partner.organisationId',
      parentOf: (partner) => partner.organisationId,
      order: BY_PARTNER_NAME,
      page: readPage(args, BY_PARTNER_NAME),
    }),
  );
  return {
    partnersByOrganisationId: (args: ForwardPageArguments) => ({
      load: async (id: string): Promise<Connection<Organisation>> => {
        const page = await partnersOf(args).load(id);
        return page.map(({ partnerId }) => organisationById.load(partnerId));
      },
    }),
  };
};
