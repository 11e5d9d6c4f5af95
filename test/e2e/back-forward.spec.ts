import { expect, test } from './people.js';

test.use({ keepsPages: true });

test('the page is kept while the agent looks at another, and knows the truth when it is back', async ({
  meet,
  sandbox,
}) => {
  const { ada, alice } = await meet();
  // Playwright hears no more of a page that was kept: it says by requests what it has to say.
  const said = (): string[] => sandbox.core.requests.list.flatMap(({ path }) => path.split('/said/')[1] ?? []);
  await ada.page.evaluate(() => {
    const say = (what: unknown): void => void fetch(`/said/${String(what)}`).catch(() => undefined);
    addEventListener('glancestatechange', (event) => say((event as CustomEvent<{ state: string }>).detail.state));
    addEventListener('pageshow', ({ persisted }) => say(persisted ? 'kept' : 'new'));
    location.href = '/sandbox/state';
  });
  await ada.page.waitForURL('**/sandbox/state');
  await expect.poll(() => sandbox.core.presence.sockets.agent).toBe(0);
  await alice.page.close();

  await ada.page.evaluate(() => history.back()).catch(() => undefined);
  await expect.poll(said, 'an open socket would have kept it from being kept').toContain('kept');
  // The look-up keeps a customer who has gone: one look to see them gone, and the seconds absence has to last.
  await expect.poll(() => said().at(-1), { timeout: 20_000 }).toBe('absent');
  expect(said()).toEqual(['kept', 'absent']);
});
