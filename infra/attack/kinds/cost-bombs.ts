import fc from 'fast-check';
import {
  astFromValue,
  type GraphQLField,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isCompositeType,
  isLeafType,
  isListType,
  getNullableType,
  isObjectType,
  isRequiredArgument,
  print,
} from 'graphql';
import type { AttackRequest } from '../client';
import { type AttackKind, sendAll } from '../kind';
import { validValue } from '../values';

type Field = GraphQLField<unknown, unknown>;

/** A source of random numbers below a limit. */
type Random = (limit: number) => number;

const argumentsText = (field: Field, random: Random): string => {
  const texts = field.args.flatMap((argument) => {
    if (argument.name === 'first') return [`first: ${[1, 5, 20, 100][random(4)]}`];
    if (!isRequiredArgument(argument) || !isLeafType(getNamedType(argument.type))) return [];
    const value = astFromValue(validValue(argument.type), argument.type);
    return value ? [`${argument.name}: ${print(value)}`] : [];
  });
  return texts.length > 0 ? `(${texts.join(', ')})` : '';
};

/** Fields that lead on: lists and objects, the lists twice as often. */
const leadingOn = (type: GraphQLNamedType): Field[] => {
  if (!isObjectType(type)) return [];
  const fields = Object.values(type.getFields()).filter((field) => isCompositeType(getNamedType(field.type)));
  return fields.flatMap((field) => (isListType(getNullableType(field.type)) ? [field, field] : [field]));
};

class BombMaker {
  private readonly fragments: string[] = [];
  private readonly fragmentsByType = new Map<string, string[]>();
  private fields = 0;

  constructor(
    private readonly random: Random,
    private readonly maxDepth: number,
    private readonly width: number,
  ) {}

  document(query: GraphQLObjectType): string {
    const operation = this.set(query, 0);
    return `${operation} ${this.fragments.join(' ')}`;
  }

  private set(type: GraphQLNamedType, depth: number): string {
    const choices = leadingOn(type);
    if (depth >= this.maxDepth || choices.length === 0 || this.fields > 150) return '{ __typename }';
    const parts = Array.from({ length: 1 + this.random(this.width) }, () => {
      const known = this.fragmentsByType.get(type.name) ?? [];
      if (known.length > 0 && this.random(3) === 0) return `...${known[this.random(known.length)]}`;
      return this.field(choices[this.random(choices.length)] as Field, depth);
    });
    const set = `{ __typename ${parts.join(' ')} }`;
    if (this.random(4) > 0) return set;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} ${set}`);
    this.fragmentsByType.set(type.name, [...(this.fragmentsByType.get(type.name) ?? []), name]);
    return `{ ...${name} }`;
  }

  private field(field: Field, depth: number): string {
    this.fields += 1;
    // Mostly a name of its own: fields with one name and different arguments are not valid.
    const alias = this.random(20) === 0 ? '' : `a${this.fields}: `;
    return `${alias}${field.name}${argumentsText(field, this.random)} ${this.set(getNamedType(field.type), depth + 1)}`;
  }
}

/** Operations that are as large as the limits allow, or larger: random nesting, fragments, aliases and page sizes. */
export const costBombs: AttackKind = {
  name: 'generated operations of great cost',
  isValid: true,
  run: async (context) => {
    const query = context.schema.getQueryType();
    if (!query) return;
    const shapes = fc.record({
      numbers: fc.array(fc.nat(), { minLength: 200, maxLength: 200 }),
      depth: fc.integer({ min: 2, max: 14 }),
      width: fc.integer({ min: 1, max: 6 }),
    });
    const samples = fc.sample(shapes, { seed: context.seed, numRuns: context.cases });
    const requests = samples.map(({ numbers, depth, width }, index): AttackRequest => {
      let at = 0;
      const random: Random = (limit) => (numbers[at++ % numbers.length] ?? 0) % limit;
      return { name: `operation ${index}`, query: new BombMaker(random, depth, width).document(query) };
    });
    await sendAll(context, requests);
  },
};
