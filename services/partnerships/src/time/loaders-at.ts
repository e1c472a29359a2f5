import type { GraphQLResolveInfo } from 'graphql';
import { createParameterDecorator, type ResolverData } from 'type-graphql';
import type { PartnershipsContext, PartnershipsLoaders } from '../context';
import { AsOf, AT } from './moment.types';

type Path = GraphQLResolveInfo['path'];

/** The loaders of the nearest field at or above `path` that has an argument `at`, of those that were resolved before. */
const inherited = ({ loaders, loadersByPath }: PartnershipsContext, path: Path): PartnershipsLoaders => {
  for (let field: Path | undefined = path; field; field = field.prev) {
    const found = loadersByPath.get(field);
    if (found) return found;
  }
  return loaders;
};

const loadersOf = ({ args, context, info }: ResolverData<PartnershipsContext>) => {
  const at = args['at'] as AsOf | null | undefined;
  if (!at) return inherited(context, info.path);
  return context.loadersAt(at).then((loaders) => {
    context.loadersByPath.set(info.path, loaders);
    return loaders;
  });
};

/**
 * Parameter of a resolver: the loaders for the point in time of its argument `at`, or of the nearest field above that has
 * one. They are those of now if there is none.
 */
export const Loaders = () => createParameterDecorator<PartnershipsContext>(loadersOf);

/** As {@link Loaders}, and gives the field the argument `at`. For fields whose arguments are no class. */
export const LoadersAt = () =>
  createParameterDecorator<PartnershipsContext>(loadersOf, { arg: { name: 'at', typeFunc: () => AsOf, options: AT } });
