import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';

// The e2e, dist, consoles and firefox lanes: `npx playwright test -c test/playwright.config.ts --project e2e`.
// How browsers are started, and with which pop-up rule, is in test/e2e/fixtures.ts.

const results = fileURLToPath(new URL('.results', import.meta.url));

export default defineConfig({
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Before the lane's own limit, so that the result is written.
  globalTimeout: (Number(process.env['LANE_MINUTES'] ?? 20) - 2) * 60_000,
  reporter: [['list'], ['json', { outputFile: `${results}/e2e.json` }]],
  use: {
    trace: { mode: 'retain-on-failure', screenshots: false },
    locale: 'en-US',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
  },
  projects: [
    { name: 'e2e', testDir: 'e2e', outputDir: `${results}/e2e` },
    { name: 'dist', testDir: 'dist', outputDir: `${results}/dist` },
    { name: 'consoles', testDir: 'consoles', testIgnore: 'flex-ui.spec.ts', outputDir: `${results}/consoles` },
    { name: 'flex-ui', testDir: 'consoles', testMatch: 'flex-ui.spec.ts', outputDir: `${results}/flex-ui` },
    {
      name: 'firefox',
      testDir: 'dist',
      testMatch: '*-policy.spec.ts',
      grepInvert: /@once/,
      outputDir: `${results}/firefox`,
      use: { browserName: 'firefox', channel: 'moz-firefox' },
    },
  ],
});
