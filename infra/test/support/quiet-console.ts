/** A test that writes to the console fails, so that the output of a run shows only results. */
for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
  console[method] = (...values: unknown[]) => {
    throw new Error(`console.${method} was called in a test: ${values.map(String).join(' ')}`);
  };
}
