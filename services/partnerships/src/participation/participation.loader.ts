import { groupedByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Visible } from '../visibility/source.visibility';
import { factBackedRows } from '../subject/fact-backed';
import { Participation } from './participation.entity';

const participationsBy = (
  db: EntityManager,
  visible: Visible,
  key: 'organisationId' | 'programmeId' | 'partnershipId',
) =>
  groupedByKey(
    factBackedRows(db, visible, Participation, key, { id: 'ASC' }),
    (participation) => participation[key] ?? '',
  );

export const createParticipationLoaders = (db: EntityManager, visible: Visible) => ({
  participationsByOrganisationId: participationsBy(db, visible, 'organisationId'),
  participationsByProgrammeId: participationsBy(db, visible, 'programmeId'),
  participationsByPartnershipId: participationsBy(db, visible, 'partnershipId'),
});
