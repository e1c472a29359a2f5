import { readGatewaySettings } from '@wizness/gateway';
import { createLogger, runProgram } from '@wizness/kernel';
import { createSigner } from './signer';

/** Serves the signer on PORT and HOST. Its settings are those of our gateway in `remote` mode. */
runProgram(async (program) => {
  const { gateway, subgraphs } = readGatewaySettings();
  if (subgraphs.mode !== 'remote') throw new Error('The signer calls the services over HTTP: unset MODE.');
  const log = createLogger('signer', gateway.logLevel);
  const signer = createSigner({
    urls: subgraphs.urls,
    secret: subgraphs.secret,
    publicUrl: gateway.publicUrl,
    trustedProxies: gateway.trustedProxies,
    timeoutMs: gateway.subgraphTimeoutMs,
    log,
  });
  await program.closeOnStop(() => signer.close());
  log.info({ url: await signer.listen({ port: gateway.port, host: gateway.host }) }, 'the signer is listening');
});
