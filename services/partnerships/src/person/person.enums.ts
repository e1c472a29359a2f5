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
  description: 'Role of a person in an organisation.',
  valuesConfig: {
    FOUNDER: { description: 'Founded it, alone or with others.' },
    DIRECTOR: { description: 'Leads it.' },
    CSR_DIRECTOR: { description: 'Leads its corporate social responsibility work.' },
    PROFESSOR: { description: 'Teaches or does research there.' },
    EMPLOYEE: { description: 'Works there in another role.' },
    OTHER: { description: 'None of these.' },
  },
});
