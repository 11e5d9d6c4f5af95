import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import * as built from 'glance-join/login-key';
import * as source from '../../src/login-key/index.js';
import { isKeyOf, post, settings } from './login-key-asked.js';

describe('glance-join/login-key', () => {
  it('is what the sources say, built', async () => {
    assert.deepEqual(Object.keys(built).sort(), Object.keys(source).sort());
    const typed: source.LoginKeyHandler = built.loginKeyHandler(settings);
    await isKeyOf('agent-42', await typed(post()));
  });

  it('needs no other file and no package', () => {
    const file = new URL(import.meta.resolve('glance-join/login-key'));
    assert.match(file.pathname, /\/dist\/login-key\.js$/);
    assert.doesNotMatch(readFileSync(file, 'utf8'), /\bimport\b|\brequire\b|\bprocess\b/);
  });
});
