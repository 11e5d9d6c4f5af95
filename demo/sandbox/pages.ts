import { html, raw } from 'hono/html';
import type { Agent } from './core/groups.js';
import type { Posted } from './core/session.js';

/** The parameters of a page, their names in lower case. */
export type Fields = ReadonlyMap<string, string>;

export type Page = ReturnType<typeof html>;

export interface View {
  ticket: string;
  sessionKey: string;
  groupid: string;
  wait: boolean;
  agent: { id: string; name: string } & Posted;
  /** Where messages to the page that opened the viewer may go; null: nowhere. */
  postTo: string | null;
}

const note = html`<p><small>This is a sandbox on your own machine, not Glance.</small></p>`;

/** The viewer. Its script finds everything it needs in `#view`, and fills `#viewer`. */
export function viewPage(view: View, missing: boolean): Page {
  // Inside a script element only `<` could end it.
  const data = JSON.stringify(view).replaceAll('<', '\\u003c');
  return page(
    `Viewer: ${view.sessionKey}`,
    html`<main id="viewer">
        ${note}${missing ? html`<p>There is no running session with the key ${view.sessionKey}.</p>` : ''}
      </main>
      <script type="application/json" id="view">
        ${raw(data)}
      </script>
      <script src="/sandbox/viewer.js"></script>`,
  );
}

export function codePage(action: string, fields: Fields): Page {
  return page(
    'Join a session',
    html`<main>
      ${note}
      <h1>Join a session</h1>
      <form method="post" action="${action}">
        ${hidden(fields, ['sessionkey', 'visitorid'])}
        <p>
          <label>Session key <input name="SessionKey" required autofocus autocomplete="off" maxlength="62" /></label>
        </p>
        <p><button>Join</button></p>
      </form>
    </main>`,
  );
}

export function signInPage(
  action: string,
  { fields, refused, agents }: { fields: Fields; refused: boolean; agents: readonly Agent[] },
): Page {
  return page(
    'Sign in',
    html`<main>
      ${note}
      <h1>Sign in</h1>
      ${refused ? html`<p role="alert">The login key was not accepted.</p>` : ''}
      <form method="post" action="${action}">
        ${hidden(fields, ['loginkey', 'partneruserid', 'signin'])}
        <p>
          <label
            >Agent
            <select name="signin">
              ${agents.map(({ partnerUserId, name }) => html`<option value="${partnerUserId}">${name} (${partnerUserId})</option>`)}
            </select></label
          >
        </p>
        <p><button>Sign in</button></p>
      </form>
    </main>`,
  );
}

/** Hands a message to the page that opened or framed this one. */
export function loginKeyPage(message: object, origins: readonly string[]): Page {
  const data = JSON.stringify({ message, origins }).replaceAll('<', '\\u003c');
  return page(
    'Login key',
    html`<main>
        ${note}
        <p>This window may be closed.</p>
      </main>
      <script type="application/json" id="say">
        ${raw(data)}
      </script>
      <script>
        const { message, origins } = JSON.parse(document.getElementById('say').textContent);
        const listener = opener ?? (parent === window ? null : parent);
        for (const origin of origins) listener?.postMessage(message, origin);
        if (opener) close();
      </script>`,
  );
}

/** What came along goes on, but for what the form asks afresh. */
function hidden(fields: Fields, asked: readonly string[]): Page[] {
  return [...fields]
    .filter(([name]) => !asked.includes(name))
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
}

function page(title: string, body: Page): Page {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} (sandbox, not Glance)</title>
        <link rel="icon" href="data:," />
        <style>
          body {
            font:
              1rem/1.5 system-ui,
              sans-serif;
            color-scheme: light dark;
          }
          input,
          select,
          button {
            font: inherit;
            padding: 0.3em 0.6em;
          }
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}
