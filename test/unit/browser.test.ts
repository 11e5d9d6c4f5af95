import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { ensureChromium, ensureFirefox } from '../browser.js';

describe('the browser of the tests', () => {
  const browsers = { CHROME_PATH: ensureChromium, FIREFOX_PATH: ensureFirefox };
  const before = { ...process.env };
  afterEach(() => {
    for (const name of Object.keys(browsers))
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
  });

  for (const [name, ensure] of Object.entries(browsers)) {
    it(`is the program that ${name} names, whatever else is there`, () => {
      process.env[name] = process.execPath;
      assert.equal(ensure(), process.execPath);
    });

    it(`is not another one, and none is installed, where ${name} names nothing`, () => {
      process.env[name] = '/nowhere/browser';
      assert.throws(ensure, { message: `${name} is /nowhere/browser, and there is no such file.` });
    });
  }
});
