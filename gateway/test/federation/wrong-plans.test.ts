import { federate, PLANNERS } from './support/federation';

/** Graphs for which one of the planners makes a wrong plan. The engine must find that out, and use the plan of the other one. */

interface Key {
  readonly id: string;
}

const parts = [
  { id: 'p1', serial: { maker: 'm', batch: 'b', number: 1 }, label: 'Screw' },
  { id: 'p2', serial: { maker: 'm', batch: 'b', number: 2 }, label: 'Nut' },
];

/** Apollo's planner sends a key that the subgraph has but does not resolve. */
const keys = federate({
  store: {
    sdl: `
      type Part @key(fields: "id") @key(fields: "serial { maker batch }", resolvable: false) { id: ID! serial: Serial! label: String! }
      type Serial @shareable { maker: String! batch: String! number: Int! }`,
    resolvers: { Part: { __resolveReference: ({ id }: Key) => parts.find((part) => part.id === id) } },
  },
  machine: {
    sdl: `
      type Query { machine: Machine! }
      type Machine { parts: [Part!]! }
      type Part @key(fields: "serial { maker batch }", resolvable: false) @key(fields: "id serial { batch number }") {
        id: ID! serial: Serial! label: String! @external tag: String! @requires(fields: "label") }
      type Serial @shareable { maker: String! batch: String! number: Int! }`,
    resolvers: {
      Query: { machine: () => ({ parts: parts.map(({ id, serial }) => ({ id, serial })) }) },
      Part: {
        __resolveReference: ({ id, serial, label }: (typeof parts)[number]) =>
          id && typeof serial.number === 'number' ? { id, serial, label } : null,
        tag: ({ label, serial }: (typeof parts)[number]) => `${label} ${serial.number}`,
      },
    },
  },
});

/** Hive's planner takes a field that is provided on one path for provided on another one. */
const provided = federate({
  shelf: {
    sdl: `
      type Query { shelf: [Medium!]! gift: Gift }
      interface Medium { id: ID! }
      type Book implements Medium @key(fields: "id") { id: ID! maker: Maker @provides(fields: "name") }
      type Film implements Medium @key(fields: "id") { id: ID! maker: Maker @provides(fields: "name") }
      type Gift { from: Maker @provides(fields: "name city") }
      type Maker @key(fields: "id") { id: ID! name: String @external city: String @external }`,
    resolvers: {
      Query: {
        shelf: () => [
          { __typename: 'Film', id: 'f', maker: { id: 'k', name: 'Kim' } },
          { __typename: 'Book', id: 'b', maker: { id: 'k', name: 'Kim' } },
        ],
        gift: () => ({ from: { id: 'k', name: 'Kim', city: 'Lyon' } }),
      },
    },
  },
  makers: {
    sdl: `type Maker @key(fields: "id") { id: ID! name: String @shareable city: String @shareable }`,
    resolvers: { Maker: { __resolveReference: ({ id }: Key) => ({ id, name: 'Kim', city: 'Lyon' }) } },
  },
});

/** Apollo's planner asks a subgraph for a field that it only requires, where fields of two subgraphs require one another. */
const mutual = federate({
  first: {
    sdl: `
      type Query { sums: [Sum!]! }
      type Sum @key(fields: "id") { id: ID! one: Int two: Int @external three: Int @requires(fields: "two") five: Int @external
        other: Sum total: String @requires(fields: "five other { two }") }`,
    resolvers: {
      Query: {
        sums: () => [1, 2].map((one) => ({ id: String(one), one, other: { id: String(3 - one), one: 3 - one } })),
      },
      Sum: {
        __resolveReference: (sum: Key) => ({ one: Number(sum.id), ...sum }),
        three: ({ two }: { two: number }) => two * 3,
        total: ({ five, other }: { five: number; other: { two: number } }) => `${five}/${other.two}`,
      },
    },
  },
  second: {
    sdl: `
      type Sum @key(fields: "id") { id: ID! one: Int @external two: Int @requires(fields: "one") three: Int @external
        four: Int @requires(fields: "three") }`,
    resolvers: {
      Sum: {
        __resolveReference: (sum: Key) => sum,
        two: ({ one }: { one: number }) => one * 2,
        four: ({ three }: { three: number }) => three * 4,
      },
    },
  },
  third: {
    sdl: `type Sum @key(fields: "id") { id: ID! four: Int @external five: Int @requires(fields: "four") }`,
    resolvers: { Sum: { __resolveReference: (sum: Key) => sum, five: ({ four }: { four: number }) => four * 5 } },
  },
});

const tracks = [
  { __typename: 'Song', id: 's', title: 'Song', plays: 3 },
  { __typename: 'Talk', id: 't', title: 'Talk', plays: 5 },
];
const trackOf = ({ id }: Key) => tracks.find((track) => track.id === id);

/** Hive's planner fetches what a field requires for one type of an interface only. */
const byType = federate({
  tracks: {
    sdl: `
      interface Track @key(fields: "id") { id: ID! title: String }
      type Song implements Track @key(fields: "id") { id: ID! title: String }
      type Talk implements Track @key(fields: "id") { id: ID! title: String }`,
    resolvers: {
      Track: { __resolveReference: trackOf },
      Song: { __resolveReference: trackOf },
      Talk: { __resolveReference: trackOf },
    },
  },
  plays: {
    sdl: `
      type Query { popular: [Track!]! }
      type Track @interfaceObject @key(fields: "id") { id: ID! plays: Int singer: Singer }
      type Singer @key(fields: "id") { id: ID! name: String }`,
    resolvers: {
      Query: { popular: () => tracks.map(({ id }) => ({ id })) },
      Track: {
        __resolveReference: ({ id }: Key) => ({
          id,
          plays: trackOf({ id })?.plays,
          singer: { id: 'x', name: `of ${id}` },
        }),
      },
    },
  },
  labels: {
    sdl: `
      type Track @interfaceObject @key(fields: "id") { id: ID! plays: Int @external title: String @external
        label: String @requires(fields: "plays title") colour: String }`,
    resolvers: {
      Track: {
        __resolveReference: (track: Key) => track,
        label: ({ title, plays }: { title: string; plays: number }) => `${title} ${plays}`,
        colour: () => 'red',
      },
    },
  },
});

const links = [1, 2].map((number) => ({ a: `a${number}`, b: `b${number}`, c: `c${number}`, d: `d${number}`, number }));
const linkOf = (key: Partial<(typeof links)[number]>) =>
  links.find((link) => Object.entries(key).some(([name, value]) => link[name as 'a'] === value)) ?? null;
const link = { __resolveReference: ({ a, b, c, d }: Partial<(typeof links)[number]>) => linkOf({ a, b, c, d }) };

/** Each subgraph shares a key with the next one only. Hive's planner would end the process; Apollo's puts fetches in a wrong order. */
const chain = federate({
  one: {
    sdl: `type Query { link: Link } type Link @key(fields: "a") { a: ID! number: Int }`,
    resolvers: { Query: { link: () => links[0] }, Link: link },
  },
  two: { sdl: `type Link @key(fields: "a") @key(fields: "b") { a: ID! b: ID! }`, resolvers: { Link: link } },
  three: {
    sdl: `type Query { links: [Link!]! } type Link @key(fields: "b") @key(fields: "c") { b: ID! c: ID! }`,
    resolvers: { Query: { links: () => links }, Link: link },
  },
  four: {
    sdl: `type Link @key(fields: "c") @key(fields: "d") { c: ID! d: ID! number: Int @external double: Int @requires(fields: "number") }`,
    resolvers: {
      Link: {
        __resolveReference: ({ c, d, number }: (typeof links)[number]) => ({ ...linkOf({ c, d }), number }),
        double: ({ number }: { number: number }) => number * 2,
      },
    },
  },
});

describe.each(PLANNERS)('With the %s planner', (planner) => {
  test('a field that requires one at the other end of a chain of keys is fetched after it', async () => {
    expect(await chain.ask(planner, '{ link { c d double } links { d } }')).toEqual({
      data: { link: { c: 'c1', d: 'd1', double: 2 }, links: [{ d: 'd1' }, { d: 'd2' }] },
    });
    expect(await chain.ask(planner, '{ links { double } }')).toEqual({
      data: { links: [{ double: 2 }, { double: 4 }] },
    });
  });

  test('a subgraph gets a key that it resolves', async () => {
    expect(await keys.ask(planner, '{ machine { parts { label tag } } }')).toEqual({
      data: {
        machine: {
          parts: [
            { label: 'Screw', tag: 'Screw 1' },
            { label: 'Nut', tag: 'Nut 2' },
          ],
        },
      },
    });
  });

  test('a field that is provided elsewhere is fetched from its owner', async () => {
    const query = '{ shelf { ... on Film { maker { name city } } } gift { from { city } } }';
    expect(await provided.ask(planner, query)).toEqual({
      data: { shelf: [{ maker: { name: 'Kim', city: 'Lyon' } }, {}], gift: { from: { city: 'Lyon' } } },
    });
  });

  test('fields that require one another through two subgraphs are fetched in order', async () => {
    expect(await mutual.ask(planner, '{ sums { three five total } again: sums { five } }')).toEqual({
      data: {
        sums: [
          { three: 6, five: 120, total: '120/4' },
          { three: 12, five: 240, total: '240/2' },
        ],
        again: [{ five: 120 }, { five: 240 }],
      },
    });
  });

  test('what a field requires is fetched for each type that selects it', async () => {
    const query = '{ popular { ... on Talk { label singer { name } } ... on Song { colour title } } }';
    expect(await byType.ask(planner, query)).toEqual({
      data: {
        popular: [
          { colour: 'red', title: 'Song' },
          { label: 'Talk 5', singer: { name: 'of t' } },
        ],
      },
    });
  });
});
