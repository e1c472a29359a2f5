import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { createOrganisation, updateOrganisation } from '../../organisation/command/organisation.commands';
import { CreateOrganisationInput, UpdateOrganisationInput } from '../../organisation/command/organisation-input.types';
import { createPerson, updatePerson } from '../../person/command/person.commands';
import { CreatePersonInput, UpdatePersonInput } from '../../person/command/person-input.types';
import { createProgramme, updateProgramme } from '../../programme/command/programme.commands';
import { CreateProgrammeInput, UpdateProgrammeInput } from '../../programme/command/programme-input.types';
import { createPartnership, updatePartnership } from '../../partnership/command/partnership.commands';
import { CreatePartnershipInput, UpdatePartnershipInput } from '../../partnership/command/partnership-input.types';
import { recordParticipation } from '../../participation/command/participation.commands';
import { RecordParticipationInput } from '../../participation/command/participation-input.types';
import type { CommandContext } from './subject-commands';
import {
  CreateOrganisationPayload,
  UpdateOrganisationPayload,
  CreatePersonPayload,
  UpdatePersonPayload,
  CreateProgrammePayload,
  UpdateProgrammePayload,
  CreatePartnershipPayload,
  UpdatePartnershipPayload,
  RecordParticipationPayload,
} from './subject-payloads.types';

const INPUT = { create: { description: 'What is created.' }, update: { description: 'The changes.' } } as const;

@Resolver()
export class SubjectCommandsResolver {
  @Mutation(() => CreateOrganisationPayload, {
    description:
      'Creates an organisation. Editors and analysts. Refused if one has its name, unless `distinct` is set.',
  })
  createOrganisation(
    @Arg('input', () => CreateOrganisationInput, INPUT.create) input: CreateOrganisationInput,
    @Ctx() context: CommandContext,
  ): Promise<CreateOrganisationPayload> {
    return createOrganisation(context, input);
  }

  @Mutation(() => UpdateOrganisationPayload, {
    description: 'Changes an organisation. Editors and analysts. The older versions stay.',
  })
  updateOrganisation(
    @Arg('input', () => UpdateOrganisationInput, INPUT.update) input: UpdateOrganisationInput,
    @Ctx() context: CommandContext,
  ): Promise<UpdateOrganisationPayload> {
    return updateOrganisation(context, input);
  }

  @Mutation(() => CreatePersonPayload, {
    description: 'Creates a person. Editors and analysts. Refused if one has its name, unless `distinct` is set.',
  })
  createPerson(
    @Arg('input', () => CreatePersonInput, INPUT.create) input: CreatePersonInput,
    @Ctx() context: CommandContext,
  ): Promise<CreatePersonPayload> {
    return createPerson(context, input);
  }

  @Mutation(() => UpdatePersonPayload, {
    description: 'Changes a person. Editors and analysts. The older versions stay.',
  })
  updatePerson(
    @Arg('input', () => UpdatePersonInput, INPUT.update) input: UpdatePersonInput,
    @Ctx() context: CommandContext,
  ): Promise<UpdatePersonPayload> {
    return updatePerson(context, input);
  }

  @Mutation(() => CreateProgrammePayload, {
    description: 'Creates a programme. Editors and analysts. Refused if one has its name, unless `distinct` is set.',
  })
  createProgramme(
    @Arg('input', () => CreateProgrammeInput, INPUT.create) input: CreateProgrammeInput,
    @Ctx() context: CommandContext,
  ): Promise<CreateProgrammePayload> {
    return createProgramme(context, input);
  }

  @Mutation(() => UpdateProgrammePayload, {
    description: 'Changes a programme. Editors and analysts. The older versions stay.',
  })
  updateProgramme(
    @Arg('input', () => UpdateProgrammeInput, INPUT.update) input: UpdateProgrammeInput,
    @Ctx() context: CommandContext,
  ): Promise<UpdateProgrammePayload> {
    return updateProgramme(context, input);
  }

  @Mutation(() => CreatePartnershipPayload, {
    description: 'Creates a partnership. Editors and analysts. Refused if one has its name, unless `distinct` is set.',
  })
  createPartnership(
    @Arg('input', () => CreatePartnershipInput, INPUT.create) input: CreatePartnershipInput,
    @Ctx() context: CommandContext,
  ): Promise<CreatePartnershipPayload> {
    return createPartnership(context, input);
  }

  @Mutation(() => UpdatePartnershipPayload, {
    description: 'Changes a partnership. Editors and analysts. The older versions stay.',
  })
  updatePartnership(
    @Arg('input', () => UpdatePartnershipInput, INPUT.update) input: UpdatePartnershipInput,
    @Ctx() context: CommandContext,
  ): Promise<UpdatePartnershipPayload> {
    return updatePartnership(context, input);
  }

  @Mutation(() => RecordParticipationPayload, {
    description:
      'Records that an organisation takes part in something, as a proposed fact, or a new version of that. Editors and analysts. To take it back: `retractFact`.',
  })
  recordParticipation(
    @Arg('input', () => RecordParticipationInput, { description: 'The participation.' })
    input: RecordParticipationInput,
    @Ctx() context: CommandContext,
  ): Promise<RecordParticipationPayload> {
    return recordParticipation(context, input);
  }
}
