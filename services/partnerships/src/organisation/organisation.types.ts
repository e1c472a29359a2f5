import { connectionType, ForwardPageArguments } from '@wizness/kernel';
import { ArgsType, Field } from 'type-graphql';
import { Organisation } from './organisation.entity';
import { OrganisationKind } from './organisation.enums';

export const OrganisationConnection = connectionType('Organisation', () => Organisation, { items: 'organisations' });

@ArgsType()
export class OrganisationsArguments extends ForwardPageArguments {
  @Field(() => String, {
    nullable: true,
    description:
      'Only organisations with a present or past name that contains this text. Case, accents, spaces and punctuation are ignored. Null for all.',
  })
  readonly text?: string | null;

  @Field(() => [OrganisationKind], {
    nullable: true,
    description: 'Only organisations of these kinds; null for all, an empty list for none.',
  })
  readonly kinds?: readonly OrganisationKind[] | null;
}
