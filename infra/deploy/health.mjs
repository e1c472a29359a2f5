/** `node health.mjs PORT`, the health check of a container: exits with 0 if the program on that port is ready, else with 1. */
const url = `http://127.0.0.1:${process.argv[2]}/ready`;
const { status } = await fetch(url, { signal: AbortSignal.timeout(4000) }).catch(() => ({ status: 0 }));
process.exit(status === 200 ? 0 : 1);
