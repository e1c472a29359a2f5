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
  description: 'What the values of a property are.',
  valuesConfig: {
    QUANTITY: { description: 'A number or a range, with a unit.' },
    DATE: { description: 'A date as far as it is known.' },
    TEXT: { description: 'Words.' },
    ENTITY: { description: 'An organisation, person, programme or partnership.' },
    BOOLEAN: { description: 'Yes or no.' },
  },
});
