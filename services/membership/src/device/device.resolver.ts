import { isAllowed } from '@wizness/kernel';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { Viewer } from '../viewer/viewer.types';
import { Device, ForgetDeviceInput, ForgetDevicePayload } from './device.types';

@Resolver(() => Viewer)
export class DeviceResolver {
  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [Device], {
    description:
      'Devices that have signed in, at most 50, last seen first. Failed sign-ins elsewhere do not delay one from them. Empty for an API key without PROFILE_READ.',
  })
  async devices(@Root() { member, identity }: Viewer, @Ctx() { loaders }: MembershipContext): Promise<Device[]> {
    if (!isAllowed(identity, 'READ_PROFILE')) return [];
    const devices = await loaders.devicesOfMember.load(member.id);
    return devices.map(({ sessionIds, ...device }) => ({
      ...device,
      current: sessionIds.includes(identity.sessionId ?? ''),
    }));
  }

  @Mutation(() => ForgetDevicePayload, {
    description:
      'Forgets a device of the caller and ends its sessions. A sign-in from it is then one from a new device.',
  })
  forgetDevice(
    @Arg('input', () => ForgetDeviceInput, { description: 'Which device.' }) { id }: ForgetDeviceInput,
    @Ctx() { devices }: MembershipContext,
  ) {
    return devices.forget(id);
  }
}
