import { federate, PLANNERS } from './support/federation';
import { shop } from './support/shop';

const graph = federate(shop);

const services = (): string[] => graph.requests().map(({ service }) => service);

describe.each(PLANNERS)('With the %s planner', (planner) => {
  beforeEach(() => graph.requests());

  test('a skipped field of another subgraph is not fetched', async () => {
    const query = 'query ($with: Boolean!) { best { name reviews @include(if: $with) { stars } } }';
    expect(await graph.ask(planner, query, { with: false })).toEqual({ data: { best: { name: 'Poems' } } });
    expect(services()).toEqual(['catalogue']);
    expect(await graph.ask(planner, query, { with: true })).toEqual({ data: { best: { name: 'Poems', reviews: [] } } });
    expect(services()).toEqual(['catalogue', 'social']);
  });

  test('a skipped root field is not fetched', async () => {
    const query = 'query ($skip: Boolean!) { best { name } authors @skip(if: $skip) { born } }';
    expect((await graph.ask(planner, query, { skip: true })).data).toEqual({ best: { name: 'Poems' } });
    expect(services()).toEqual(['catalogue']);
  });

  test('the default of a variable decides where the client does not send it', async () => {
    const query = 'query ($skip: Boolean = true) { best { name price @skip(if: $skip) } }';
    expect((await graph.ask(planner, query)).data).toEqual({ best: { name: 'Poems' } });
    expect(services()).toEqual(['catalogue']);
  });

  test('a fragment at a border between subgraphs is skipped with all its fetches', async () => {
    const query = `query ($more: Boolean!) { products { id ...More @include(if: $more) } }
      fragment More on Product { price ... on Book { reviews { stars } } }`;
    const data = { products: ['p1', 'p2', 'p3'].map((id) => ({ id })) };
    expect((await graph.ask(planner, query, { more: false })).data).toEqual(data);
    expect(services()).toEqual(['catalogue']);
    const { data: more } = await graph.ask(planner, query, { more: true });
    expect(more).toEqual({
      products: [
        { id: 'p1', price: 20, reviews: [{ stars: 5 }, { stars: 1 }] },
        { id: 'p2', price: 10, reviews: [] },
        { id: 'p3', price: 30 },
      ],
    });
  });

  test('one field with two conditions is there if one of them holds', async () => {
    const query = 'query ($a: Boolean!, $b: Boolean!) { best { id price @include(if: $a) price @include(if: $b) } }';
    expect((await graph.ask(planner, query, { a: false, b: true })).data).toEqual({ best: { id: 'p2', price: 10 } });
    expect((await graph.ask(planner, query, { a: false, b: false })).data).toEqual({ best: { id: 'p2' } });
  });

  test('an operation of which everything is skipped sends no request', async () => {
    expect(await graph.ask(planner, '{ best @skip(if: true) { name } }')).toEqual({ data: {} });
    expect(services()).toEqual([]);
  });

  test('an object of which every field is skipped is an empty object', async () => {
    expect(await graph.ask(planner, '{ best { price @skip(if: true) } }')).toEqual({ data: { best: {} } });
  });

  test('a variable with the name of a variable of the planner is passed on', async () => {
    const query =
      'query ($representations: ID!, $w_representations: Int) { product(id: $representations) { name ... on Game { price } } products(first: $w_representations) { id } }';
    const variables = { representations: 'p3', w_representations: 1 };
    expect(await graph.ask(planner, query, variables)).toEqual({
      data: { product: { name: 'Chess', price: 30 }, products: [{ id: 'p1' }] },
    });
  });

  test('the fetches of one wave to one subgraph are one request', async () => {
    await graph.ask(
      planner,
      '{ best { reviews { stars } } items { ... on Book { reviews { id } } ... on Game { value } } authors { reviews { id } } }',
    );
    const sent = services();
    expect(sent.filter((service) => service === 'social')).toHaveLength(2);
    expect(sent).toHaveLength(5);
  });
});
