import { registerEnumType } from 'type-graphql';

export enum FactValueKind {
  QUANTITY = 'QUANTITY',
  DATE = 'DATE',
  TEXT = 'TEXT',
  ENTITY = 'ENTITY',
  BOOLEAN = 'BOOLEAN',
}
registerEnumType(FactValueKind, {
  name: 'FactValueKind',
  description: 'Kind of value of a property.',
  valuesConfig: {
    QUANTITY: { description: 'A number or a range, with a unit.' },
    DATE: { description: 'A date, as precise as it is known.' },
    TEXT: { description: 'A text.' },
    ENTITY: { description: 'An organisation, person, programme or partnership.' },
    BOOLEAN: { description: 'Yes or no.' },
  },
});
