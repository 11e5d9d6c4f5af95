import { html } from 'hono/html';
import { hostOf, type Origins } from './origins.js';

type Page = ReturnType<typeof html>;

/**
 * Plays the phone that got the text message: it starts the session whose key is in the link. Without a key it plays the
 * company's app, which starts one under a key of its own.
 */
export function phonePage({ glance, shop }: Origins, groupid: string): Page {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Share from your phone (sandbox)</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${shop}/shop/phone.css" />
        <script type="module" src="${shop}/shop/phone.js"></script>
      </head>
      <body>
        <main>
          <h1 id="title">Share your camera</h1>
          <p class="note">
            Plays a customer’s phone, in a sandbox, not Glance. No camera is used: it shows this picture.
          </p>
          <div class="picture" id="picture" data-kind="camera" aria-hidden="true"><i></i><b></b></div>
          <form id="phone">
            <fieldset>
              <legend>Kind of session</legend>
              <label><input type="radio" name="kind" value="camera" checked /> Camera</label>
              <label><input type="radio" name="kind" value="screenshare" /> Screen</label>
              <label><input type="radio" name="kind" value="video" /> Video</label>
              <label><input type="radio" name="kind" value="cobrowse" /> App page</label>
            </fieldset>
            <p class="key">
              <label for="key">Session key</label>
              <input id="key" name="key" autocomplete="off" maxlength="62" pattern="[A-Za-z0-9_~.\\-]+" required />
              <button type="button" id="new-key">New key</button>
            </p>
            <button type="submit" id="share" disabled>Share</button>
            <p id="answer" role="status"></p>
          </form>
        </main>
        <script
          id="glance-cobrowse"
          src="${glance}/cobrowse/CobrowseJS.ashx?group=${groupid}&site=production"
          data-groupid="${groupid}"
          data-site="production"
          data-ws="${hostOf(glance)}"
          charset="UTF-8"
        ></script>
      </body>
    </html>`;
}
