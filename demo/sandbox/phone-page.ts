import { html } from 'hono/html';
import { hostOf, type Origins } from './origins.js';

type Page = ReturnType<typeof html>;

/** Plays the phone that got the text message: it starts the session whose key is in the link. */
export function phonePage({ glance }: Origins, groupid: string): Page {
  const script = `${glance}/cobrowse/CobrowseJS.ashx?group=${groupid}&site=production`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Share your camera (sandbox)</title>
        <link rel="icon" href="data:," />
        <script
          id="glance-cobrowse"
          src="${script}"
          data-groupid="${groupid}"
          data-site="production"
          data-ws="${hostOf(glance)}"
          charset="UTF-8"
        ></script>
        <style>
          body {
            font: 1.1rem/1.5 system-ui;
            max-width: 22rem;
            margin: 3rem auto;
            padding: 0 1rem;
          }
          button {
            font: inherit;
            padding: 0.6em 1em;
          }
        </style>
      </head>
      <body>
        <h1>Share your camera</h1>
        <p>
          This page plays a customer’s phone. It is part of a sandbox, not of Glance, and shows no camera: it shares
          itself.
        </p>
        <p><button id="share" type="button">Share</button></p>
        <script>
          document.getElementById('share').addEventListener('click', () => {
            GLANCE.Cobrowse.Visitor.startSession({ sessionKey: new URLSearchParams(location.search).get('key') });
          });
        </script>
      </body>
    </html>`;
}
