import { registerEnumType } from 'type-graphql';

export enum TextFormat {
  MARKDOWN = 'MARKDOWN',
  WIZNESS_LNK = 'WIZNESS_LNK',
  PLAIN = 'PLAIN',
}
registerEnumType(TextFormat, {
  name: 'TextFormat',
  description: 'Markup of a text.',
  valuesConfig: {
    MARKDOWN: { description: 'CommonMark, without HTML.' },
    WIZNESS_LNK: { description: 'A saved Wizness page: plain paragraphs and lists, links as `{{LNK|label|url}}`.' },
    PLAIN: { description: 'No markup.' },
  },
});

export enum LinkStatus {
  UNCHECKED = 'UNCHECKED',
  OK = 'OK',
  REDIRECTED = 'REDIRECTED',
  BROKEN = 'BROKEN',
  MISSING_URL = 'MISSING_URL',
  UNSAFE_SCHEME = 'UNSAFE_SCHEME',
}
registerEnumType(LinkStatus, {
  name: 'LinkStatus',
  description: 'State of the target of a link.',
  valuesConfig: {
    UNCHECKED: { description: 'The address has not been requested yet.' },
    OK: { description: 'The address responded.' },
    REDIRECTED: { description: 'The address redirects to another address.' },
    BROKEN: { description: 'The address did not respond.' },
    MISSING_URL: { description: 'The text has a label but no address.' },
    UNSAFE_SCHEME: {
      description: 'The address is not a full http, https or mailto address, or has a user name. It is shown as text.',
    },
  },
});
