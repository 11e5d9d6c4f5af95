import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AgentPage } from '../e2e/people.js';
import { expect, test } from './desk.js';

// An element that a server has drawn is there before its script, and once.

/** By Lit's own renderer, in a process of its own, as a server is: what it needs of a browser it makes itself. */
function drawn(attributes: Readonly<Record<string, string>>): string {
  const given = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  const program = `
    import { render } from '@lit-labs/ssr';
    import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
    import { html } from 'lit';
    import 'glance-join';
    console.log(await collectResult(render(html\`<glance-join id="join" ${given.join(' ')}></glance-join>\`)));`;
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (!stdout) throw new Error(stderr);
  return stdout;
}

const shown = (ada: AgentPage): Promise<{ buttons: number; text: string | undefined }> =>
  ada.join.evaluate(({ shadowRoot }) => ({
    buttons: shadowRoot!.querySelectorAll('.main').length,
    text: shadowRoot!.querySelector('.main')?.textContent.trim(),
  }));

test('what a server draws shows before the script comes, and the script draws it once', async ({
  agent,
  desk,
  openAlice,
  sandbox,
}) => {
  const element = drawn({
    groupid: '21489',
    puid: 'agent-42',
    authurl: '/loginkey',
    glancebaseurl: sandbox.origins.glance,
    presence: '',
    visitorid: 'alice',
  });
  let letIn!: () => void;
  const held = new Promise<void>((resolve) => (letIn = resolve));
  await agent.route('**/glance-join.js', async (route) => {
    await held;
    await route.continue();
  });
  const alice = await openAlice();
  const ada = await desk.page(agent);
  const loaded = desk.load(ada, { drawn: element });
  await expect.poll(() => shown(ada)).toEqual({ buttons: 1, text: 'Join' });
  expect(await ada.page.evaluate(() => !!customElements.get('glance-join'))).toBe(false);
  await expect(ada.join.getByText('Connecting…')).toBeVisible();

  letIn();
  await loaded;
  await ada.comesTo('present');
  expect(await shown(ada)).toEqual({ buttons: 1, text: 'Join' });
  await ada.joins(alice);
});

test('of an element without presence a server draws the button for a key', () => {
  const element = drawn({ groupid: '21489', puid: 'agent-42', authurl: '/loginkey', uiversion: '2' });
  expect(element).toContain('With a key');
  expect(element).toContain('v2');
});
