import { qualityTests } from './explorer/quality';
import { requestTests } from './explorer/requests';
import { describeInBrowser, skipReason } from './support/browser';
import { startExplorer } from './support/explorer-session';

describeInBrowser(`Each view of the explorer${skipReason}`, () => {
  const explorer = startExplorer();
  qualityTests(explorer);
  requestTests(explorer);
});
