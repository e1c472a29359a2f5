import { groupedByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { stated } from '../subject/stated.loader';
import { Participation } from './participation.entity';

const participationsBy = (db: EntityManager, key: 'organisationId' | 'programmeId' | 'partnershipId') =>
  groupedByKey(
    (ids: readonly string[]) =>
      stated(db, Participation, 'participation')
        .where(`participation.${key} IN (:...ids)`, { ids })
        .orderBy('participation.id')
        .getMany(),
    (participation) => participation[key] ?? '',
  );

export const createParticipationLoaders = (db: EntityManager) => ({
  participationsByOrganisationId: participationsBy(db, 'organisationId'),
  participationsByProgrammeId: participationsBy(db, 'programmeId'),
  participationsByPartnershipId: participationsBy(db, 'partnershipId'),
});
