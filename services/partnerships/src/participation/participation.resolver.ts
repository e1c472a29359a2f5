import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { PartnershipsLoaders } from '../context';
import { Loaders } from '../time/loaders-at';
import { Fact } from '../fact/fact.entity';
import { QuantityValue } from '../fact/value/fact-value.types';
import { Organisation } from '../organisation/organisation.entity';
import { Dimension, dimensionsOf, FactSubject } from '../subject/subject.types';
import { Participation } from './participation.entity';

@Resolver(() => Participation)
export class ParticipationResolver {
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The organisation; null for a collective without a known organisation.',
  })
  organisation(@Root() { organisationId }: Participation, @Loaders() loaders: PartnershipsLoaders) {
    return organisationId && loaders.organisationById.load(organisationId);
  }

  @FieldResolver(() => QuantityValue, { nullable: true, description: 'Size of the collective. Null if not stated.' })
  async count(@Root() { factId, organisationId }: Participation, @Loaders() loaders: PartnershipsLoaders) {
    const fact = organisationId === null ? await loaders.factById.load(factId) : null;
    return fact?.unitCode ? new QuantityValue(fact) : null;
  }

  @FieldResolver(() => FactSubject, { description: 'The programme or partnership.' })
  in(@Root() { programmeId, partnershipId }: Participation, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.subjectById.load(programmeId ?? partnershipId ?? '');
  }

  @FieldResolver(() => [Dimension], { description: 'Which part of a collective takes part; empty for all of it.' })
  dimensions(@Root() { dimensionValues }: Participation) {
    return dimensionsOf(dimensionValues);
  }

  @FieldResolver(() => Fact, { description: 'The fact that states it, with its sources and issues.' })
  fact(@Root() { factId }: Participation, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.factById.load(factId);
  }
}
