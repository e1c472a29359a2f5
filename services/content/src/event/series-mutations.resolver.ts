import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ContentContext } from '../context';
import { CreateEventSeriesInput, CreateEventSeriesPayload } from './new-series.types';

@Resolver()
export class SeriesMutationsResolver {
  @Mutation(() => CreateEventSeriesPayload, {
    description: 'Creates an event series. Editors. Two series of one organiser have different names.',
  })
  createEventSeries(
    @Arg('input', () => CreateEventSeriesInput, { description: 'The series.' }) input: CreateEventSeriesInput,
    @Ctx() { series }: ContentContext,
  ) {
    return series.create(input);
  }
}
