import { analysisTests } from './explorer/analysis';
import { networkTests } from './explorer/network';
import { readingTests } from './explorer/reading';
import { takeAwayTests } from './explorer/take-away';
import { describeInBrowser, skipReason } from './support/browser';
import { startExplorer } from './support/explorer-session';

describeInBrowser(`Readers and analysts of the explorer${skipReason}`, () => {
  const explorer = startExplorer();
  readingTests(explorer);
  networkTests(explorer);
  analysisTests(explorer);
  takeAwayTests(explorer);
});
