import type { EntityTarget, MigrationInterface, ObjectLiteral } from 'typeorm';

/** What one service has in the database: its own schema and role, its tables and their migrations. */
export interface Storage {
  readonly schema: string;
  /** A second schema of the service, for views. */
  readonly viewSchema?: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** PostgreSQL extensions that the tables need. They are shared, in the schema `public`. */
  readonly extensions?: readonly string[];
}

/** The names of the migrations, as the database's table `migrations` has them. */
export const migrationNames = ({ migrations }: Storage): string[] =>
  migrations.map((Migration) => new Migration().name ?? Migration.name);
