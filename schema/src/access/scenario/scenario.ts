import { type Clock, deterministicClock } from '@wizness/kernel';
import { createEntities, type PublicEntities } from './entities';
import { createFacts, type ScenarioFacts } from './facts';
import { createMembers, followTopic, type Members } from './members';
import { createPosts, type ScenarioPosts } from './posts';
import { openServices, operatorContexts, type RunningServices } from './services';

/** Everything that the access table asks for, in open services. */
export interface Scenario extends ScenarioPosts, ScenarioFacts {
  readonly clock: Clock;
  readonly running: RunningServices;
  readonly entities: PublicEntities;
  readonly members: Members;
  close(): Promise<void>;
}

/** Opens the services on an empty database, and creates four posts, one for each audience, and all that belongs to them. */
export const createScenario = async (databaseUrl: string): Promise<Scenario> => {
  const clock = deterministicClock('2026-03-01T08:00:00Z', 'access');
  const running = await openServices(databaseUrl);
  const contexts = operatorContexts(running, clock);
  const entities = await createEntities(contexts);
  const members = await createMembers(contexts, entities);
  await followTopic(running, clock, entities, members);
  const posts = await createPosts(contexts, entities, members);
  const facts = await createFacts(contexts, posts.posts, entities);
  return {
    clock,
    running,
    entities,
    members,
    ...posts,
    ...facts,
    close: async (): Promise<void> => {
      await Promise.all(Object.values(running).map((service) => service.close()));
    },
  };
};
