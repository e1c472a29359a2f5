import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { PartnershipsLoaders } from '../../context';
import { Loaders } from '../../time/loaders-at';
import { Unit } from '../../property/property.types';
import { FactSubject } from '../../subject/subject.types';
import { EntityValue, QuantityValue, TextValue } from './fact-value.types';

@Resolver(() => QuantityValue)
export class QuantityValueResolver {
  @FieldResolver(() => Unit, { description: 'Unit of the number, and per what.' })
  async unit(@Root() { fact }: QuantityValue, @Loaders() loaders: PartnershipsLoaders) {
    const property = await loaders.propertyByKey.load(fact.propertyKey);
    return property && loaders.unitOfProperty(property);
  }
}

@Resolver(() => TextValue)
export class TextValueResolver {
  @FieldResolver(() => FactSubject, {
    nullable: true,
    description: 'The person or organisation that the source attributes the words to. Null: the words are its own.',
  })
  saidBy(@Root() { fact }: TextValue, @Loaders() loaders: PartnershipsLoaders) {
    return fact.saidById && loaders.subjectById.load(fact.saidById);
  }
}

@Resolver(() => EntityValue)
export class EntityValueResolver {
  @FieldResolver(() => FactSubject, { description: 'The entity.' })
  entity(@Root() { fact }: EntityValue, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.subjectById.load(fact.entityId ?? '');
  }
}
