import { parse } from 'graphql';
import { responseKeys } from './response-keys';

test.each([
  ['{ post(id: 1) { id } best: top { id } __typename }', ['post', 'best']],
  [
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Post { score s: slow score } ... on Event { __typename score } } }',
    ['score', 's'],
  ],
  ['query A { ...F } fragment F on Query { post { id } }', ['post']],
])('The fetch %s fills the response keys %j', (source, keys) => {
  expect(responseKeys(parse(source))).toEqual(keys);
});
