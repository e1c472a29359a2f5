import { groupedByKey, type Identity, isAllowed } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { OrganisationDomain } from './organisation-domain.entity';

export const createAffiliationLoaders = (db: EntityManager, identity: Identity) => ({
  /** The domains of an organisation, in order; none for a caller who may not verify affiliations. */
  domainsOfOrganisation: groupedByKey(
    async (organisationIds: readonly string[]) =>
      isAllowed(identity, 'VERIFY_AFFILIATIONS')
        ? db.find(OrganisationDomain, {
            where: { organisationId: In([...organisationIds]) },
            order: { domain: 'ASC' },
          })
        : [],
    (row) => row.organisationId,
  ),
});
