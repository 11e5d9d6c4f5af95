import { expect, test } from './people.js';

// What the viewer's own page, or the browser, can do to its window. None of it ends the session, or keeps the agent
// from ending it.

const viewerPage = '/agentjoin/AgentView.aspx';
const watching = '1 agent is watching: Ada Park';
const nobody = 'No agent is watching yet';

for (const openlocation of ['tab', 'window'])
  test(`a viewer the browser blocks is opened by a click, with openlocation=${openlocation}`, async ({ ask }) => {
    const { ada, alice } = await ask({ openlocation });
    await ada.clickIsLongAgo();
    await alice.accept();
    await ada.comesTo('joinable');
    await ada.reads('popup-blocked');
    expect(ada.windows).toHaveLength(0);
    await expect(ada.join.locator('[part~="hint"]')).toContainText('Allow pop-ups');

    const viewer = await ada.pressesOpenViewer();
    await viewer.showsHome();
    await expect(alice.bar).toContainText(watching);
    await expect(ada.notice).toHaveCount(0);
    expect(ada.windows).toHaveLength(1);
  });

for (const policy of ['same-origin', 'same-origin-allow-popups'])
  test.describe(`a viewer cut off by its own page (Cross-Origin-Opener-Policy: ${policy})`, () => {
    test.beforeEach(({ sandbox }) => {
      const headers = { 'Cross-Origin-Opener-Policy': policy };
      sandbox.core.faults.replace([{ path: viewerPage, do: 'headers', headers }]);
    });

    test('is shown, and its session ended by the customer and reported once', async ({ join }) => {
      const { ada, alice, viewer } = await join();
      // Its handle looks closed: it may be open all the same, and is.
      await expect(ada.button('Open viewer')).toBeVisible();
      await expect(alice.bar).toContainText(watching);
      expect(ada.state).toBe('in-session');
      expect(ada.windows).toHaveLength(1);

      await alice.end();
      await ada.comesTo('present');
      await ada.isTold('session-ended');
      await expect.poll(() => ada.reports).toMatchObject([{ outcome: 'joined', endedBy: 'customer' }]);
      expect(ada.course.slice(-2)).toEqual(['in-session', 'present']);
      expect(viewer.page.isClosed()).toBe(false);
    });

    test('has its session ended by the agent and reported once', async ({ join }) => {
      const { ada, alice } = await join();
      await expect(ada.button('Open viewer')).toBeVisible();
      await ada.button('End').click();
      await ada.comesTo('present');
      await expect(alice.bar).toHaveCount(0);
      await expect.poll(() => ada.reports).toMatchObject([{ outcome: 'joined', endedBy: 'agent' }]);
      expect(ada.notices).toEqual(['session-ended']);
    });

    test('is opened a second time by the agent’s own press alone', async ({ join }) => {
      const { ada, viewer } = await join();
      await viewer.page.close();
      // Before that it might be the second click of a double click.
      await expect(ada.join.locator('[part~="timer"]')).toHaveText(/^0:(0[3-9]|[1-5])/);
      const again = await ada.opensViewer(() => ada.button('Open viewer').click());
      await again.showsHome();
      expect(ada.state).toBe('in-session');
      expect(ada.heardOf('glancesessionstart')).toHaveLength(1);
    });
  });

const refusals = {
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "frame-ancestors 'none'",
} as const;

for (const [name, policy] of Object.entries(refusals))
  test(`a viewer that lets no page frame it (${name}) is left for one in a tab`, async ({ ask, sandbox }) => {
    sandbox.core.faults.replace([{ path: viewerPage, do: 'headers', headers: { [name]: policy } }]);
    const { ada, alice } = await ask({ openlocation: 'iframe' });
    await alice.accept();
    // No browser tells a page that a frame was refused.
    await ada.comesTo('in-session');
    await expect(alice.bar).toContainText(nobody);

    await ada.button('Leave').click();
    await ada.comesTo('joinable');
    await expect(ada.join.locator('iframe')).toHaveCount(0);
    await ada.join.evaluate((join) => join.setAttribute('openlocation', 'tab'));
    const viewer = await ada.pressesOpenViewer();
    await viewer.showsHome();
    await expect(alice.bar).toContainText(watching);

    await ada.button('End').click();
    await viewer.closes();
    await ada.comesTo('present');
    await expect.poll(() => ada.reports).toMatchObject([{ outcome: 'joined', endedBy: 'agent' }]);
  });

test('a session in a frame that shows nothing is ended, and reported, as any other', async ({ ask, sandbox }) => {
  const headers = { 'X-Frame-Options': 'DENY' };
  sandbox.core.faults.replace([{ path: viewerPage, do: 'headers', headers }]);
  const { ada, alice } = await ask({ openlocation: 'iframe' });
  await alice.accept();
  await ada.comesTo('in-session');
  await alice.end();
  await ada.comesTo('present');
  await ada.isTold('session-ended');
  await expect.poll(() => ada.reports).toMatchObject([{ endedBy: 'customer' }]);
});
