import { accountTests } from './explorer/account';
import { editingTests } from './explorer/editing';
import { describeInBrowser, skipReason } from './support/browser';
import { startExplorer } from './support/explorer-session';

describeInBrowser(`Members, editors and moderators of the explorer${skipReason}`, () => {
  const explorer = startExplorer();
  accountTests(explorer);
  editingTests(explorer);
});
