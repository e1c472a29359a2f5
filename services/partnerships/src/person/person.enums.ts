import { registerEnumType } from 'type-graphql';

export enum RoleCode {
  FOUNDER = 'FOUNDER',
  DIRECTOR = 'DIRECTOR',
  CSR_DIRECTOR = 'CSR_DIRECTOR',
  PROFESSOR = 'PROFESSOR',
  EMPLOYEE = 'EMPLOYEE',
  OTHER = 'OTHER',
}
registerEnumType(RoleCode, {
  name: 'RoleCode',
  description: 'What a person does in an organisation, for a program to tell.',
  valuesConfig: {
    FOUNDER: { description: 'Founded it, alone or with others.' },
    DIRECTOR: { description: 'Leads it.' },
    CSR_DIRECTOR: { description: 'Leads its work on social and environmental responsibility.' },
    PROFESSOR: { description: 'Teaches or does research there.' },
    EMPLOYEE: { description: 'Works there in another role.' },
    OTHER: { description: 'None of these.' },
  },
});
