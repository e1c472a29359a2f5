import { registerEnumType } from 'type-graphql';

export enum SourceKind {
  POST = 'POST',
  PRESS_RELEASE = 'PRESS_RELEASE',
  WEB_PAGE = 'WEB_PAGE',
  DATASET = 'DATASET',
  INTERVIEW = 'INTERVIEW',
}
registerEnumType(SourceKind, {
  name: 'SourceKind',
  description: 'Kind of source.',
  valuesConfig: {
    POST: { description: 'A post of this community.' },
    PRESS_RELEASE: { description: 'A statement of an organisation to the press.' },
    WEB_PAGE: { description: 'A page on another site.' },
    DATASET: { description: 'Figures published as data.' },
    INTERVIEW: { description: 'A spoken statement of a person.' },
  },
});
