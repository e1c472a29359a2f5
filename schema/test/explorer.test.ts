import { accountTests } from './explorer/account';
import { analysisTests } from './explorer/analysis';
import { editingTests } from './explorer/editing';
import { networkTests } from './explorer/network';
import { qualityTests } from './explorer/quality';
import { readingTests } from './explorer/reading';
import { requestTests } from './explorer/requests';
import { takeAwayTests } from './explorer/take-away';
import { describeInBrowser, skipReason } from './support/browser';
import { startExplorer } from './support/explorer-session';

// One suite, so that the graph and the browser start once.
describeInBrowser(`The explorer${skipReason}`, () => {
  const explorer = startExplorer();
  readingTests(explorer);
  networkTests(explorer);
  analysisTests(explorer);
  takeAwayTests(explorer);
  accountTests(explorer);
  editingTests(explorer);
  qualityTests(explorer);
  requestTests(explorer);
});
