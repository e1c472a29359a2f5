import { registerEnumType } from 'type-graphql';

export enum Wording {
  SOURCE = 'SOURCE',
  REVIEWER = 'REVIEWER',
}
registerEnumType(Wording, {
  name: 'Wording',
  description: 'Whose words a text is.',
  valuesConfig: {
    SOURCE: { description: 'Verbatim from a source.' },
    REVIEWER: { description: 'Written by a reviewer or editor. No source has these words.' },
  },
});
