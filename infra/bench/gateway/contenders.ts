/** The gateways that are compared, in the order of the table; ratios are to the first. */
export const CONTENDERS = {
  stock: '`@apollo/gateway` 2.14.4 in Apollo Server 5.5.1',
  hive: '`@graphql-hive/gateway-runtime` 2.12.1',
  hiveRust: 'the same with its Rust planner',
  apollo: 'Wizness Graph through Apollo Server',
  own: 'Wizness Graph',
} as const;

export type Contender = keyof typeof CONTENDERS;

export const contenders = Object.keys(CONTENDERS) as readonly Contender[];
