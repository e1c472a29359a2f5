/** A test that prints hides what matters in the log of a run, so printing fails it. */
for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
  console[method] = (...words: unknown[]) => {
    throw new Error(`console.${method} was called in a test: ${words.map(String).join(' ')}`);
  };
}
