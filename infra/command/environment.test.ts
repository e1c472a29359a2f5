import { readCommandSettings } from './environment';

test('A command logs only warnings unless LOG_LEVEL is set', () => {
  expect(readCommandSettings({}).command.LOG_LEVEL).toBe('warn');
  expect(readCommandSettings({ LOG_LEVEL: 'info' }).command.LOG_LEVEL).toBe('info');
});
