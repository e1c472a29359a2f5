import { ErasureMode } from '@wizness/kernel';
import { registerEnumType } from 'type-graphql';

registerEnumType(ErasureMode, {
  name: 'ErasureMode',
  description: 'What happens to the contributions of an erased member.',
  valuesConfig: {
    ANONYMISE_CONTENT: { description: 'They remain, without the name of their author.' },
    DELETE_CONTENT: { description: 'They are deleted.' },
  },
});
