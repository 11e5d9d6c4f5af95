import type { Request } from 'playwright/test';
import { expect, test } from './people.js';

test('the login key goes to Glance by POST and is left nowhere else', async ({ agent, join, sandbox }) => {
  const requests: Request[] = [];
  agent.on('request', (request) => requests.push(request));
  const said: string[] = [];
  agent.on('console', (message) => said.push(message.text()));
  const keys: Promise<string>[] = [];
  agent.on('response', (response) => {
    if (response.url().includes('/loginkey')) keys.push(response.json().then(readKey));
  });

  const { ada, viewer } = await join({ debugmode: 'true' });

  // The part that signs: whatever writes the key otherwise (in a URL, in JSON) leaves these characters as they are.
  const secrets = (await Promise.all(keys)).map((key) => /[A-Za-z0-9]{12,}/g.exec(key.slice(20))?.[0] ?? 'no part');
  expect(secrets).not.toHaveLength(0);
  const has = (text: string | null | undefined): boolean => secrets.some((secret) => text?.includes(secret));

  const posts = requests.filter((request) => request.url().endsWith('/agentjoin/AgentView.aspx'));
  expect(posts.map((post) => [post.method(), has(post.postData())])).toEqual([['POST', true]]);
  const seen = sandbox.core.requests.list.filter(({ path }) => path.endsWith('/AgentView.aspx'));
  expect(seen).toMatchObject([{ method: 'POST', origin: sandbox.origins.console, status: 200 }]);

  expect(requests.map((request) => request.url()).filter(has)).toEqual([]);
  const headers = await Promise.all(requests.map((request) => request.allHeaders()));
  expect(headers.map(({ referer }) => referer).filter(has)).toEqual([]);
  expect(said.filter(has), 'the log of debugmode').toEqual([]);
  for (const page of [ada.page, viewer.page]) {
    expect(has(page.url())).toBe(false);
    expect(has(await page.evaluate(everythingInReach))).toBe(false);
  }
});

function readKey(reply: unknown): string {
  return (reply as { loginKey: string }).loginKey;
}

/** What a script of the page could read: markup with the shadow trees, storage, addresses. */
function everythingInReach(): string {
  const markup = (root: Document | ShadowRoot): string =>
    [...root.querySelectorAll('*')]
      .map((element) => {
        const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`);
        const value = element instanceof HTMLInputElement ? element.value : '';
        const within = element.shadowRoot ? markup(element.shadowRoot) : '';
        return [element.localName, ...attributes, value, within].join(' ');
      })
      .join('\n');
  return [
    markup(document),
    document.documentElement.textContent,
    JSON.stringify(Object.entries(localStorage)),
    JSON.stringify(Object.entries(sessionStorage)),
    JSON.stringify(history.state),
    document.cookie,
    document.referrer,
    location.href,
    window.name,
    ...performance.getEntries().map((entry) => entry.name),
  ].join('\n');
}
