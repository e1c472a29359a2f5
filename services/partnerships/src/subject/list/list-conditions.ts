import { checkIds, checkList, checkSearchText, escapeLike } from '@wizness/kernel';
import type { SelectQueryBuilder } from 'typeorm';
import type { ObjectLiteral } from 'typeorm';
import { nameKey } from '../../organisation/name-key';
import { FactStatus } from '../../fact/fact.enums';
import { membersOf } from '../merge/home';
import type { Visible } from '../../visibility/source.visibility';

/** Matches name keys that contain the words of `text` in their order; after the first, each begins a word of the name. */
const namePattern = (text: string): string => {
  const words = nameKey(checkSearchText(text, ['filter', 'text'])).split(' ');
  const distinctive = words.filter((word) => word !== '&');
  return `%${(distinctive.length > 0 ? distinctive : words).map(escapeLike).join('% ')}%`;
};

/**
 * Adds conditions of a filter to a query. Null is no condition, and an empty list matches nothing. `name` is the name of
 * the field in the filter, and of the parameter.
 */
export class ListConditions<Row extends ObjectLiteral> {
  constructor(
    private readonly query: SelectQueryBuilder<Row>,
    private readonly visible: Visible,
  ) {}

  /** The column has one of these values. */
  among(name: string, column: string, values: readonly string[] | null | undefined): this {
    if (values == null) return this;
    this.query.andWhere(`${column} = ANY(:${name})`, { [name]: checkList(values, ['filter', name]) });
    return this;
  }

  /** The column has one of these ids, which have one of the prefixes. */
  ids(name: string, column: string, ids: readonly string[] | null | undefined, prefixes: readonly string[]): this {
    if (ids != null) checkIds(ids, prefixes, ['filter', name]);
    return this.among(name, column, ids);
  }

  /** {@link ids} of subjects that can be merged: what they are now is listed. */
  subjects(name: string, column: string, ids: readonly string[] | null | undefined, prefixes: readonly string[]): this {
    if (ids == null) return this;
    checkIds(ids, prefixes, ['filter', name]);
    this.query.andWhere(`${column} = ANY(${membersOf(`:${name}`)})`, { [name]: ids });
    return this;
  }

  /**
   * There is a row of `table` that a visible, current fact states, with one of these subjects in `column`. `joined` are the id
   * of the listed row and that id in the row of `table`.
   */
  stated(
    name: string,
    ids: readonly string[] | null | undefined,
    {
      table,
      column,
      joined,
      prefix,
    }: { table: string; column: string; joined: readonly [string, string]; prefix: string },
  ): this {
    if (ids == null) return this;
    checkIds(ids, [prefix], ['filter', name]);
    this.query.andWhere(
      `${joined[0]} IN (SELECT ${joined[1]} FROM ${table} stated JOIN facts backing ON backing.id = stated.fact_id
        WHERE stated.${column} = ANY(${membersOf(`:${name}`)}) AND backing.known_to = 'infinity'
        AND backing.status <> '${FactStatus.RETRACTED}' AND ${this.visible.fact('backing')})`,
      { ...this.visible.parameters, [name]: ids },
    );
    return this;
  }

  /** `condition` holds for the parameter `:text`, the pattern of the folded words of `text`. An empty text is no condition. */
  text(text: string | null | undefined, condition: string): this {
    if (!text) return this;
    this.query.andWhere(condition, { ...this.visible.parameters, text: namePattern(text) });
    return this;
  }
}
