import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { startSandbox } from '../../demo/sandbox/index.js';

/** Runs until it ends, or the test does. */
const start = (test: TestContext, port: number | string) => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/start.ts'], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  test.after(() => child.kill('SIGKILL'));
  return child;
};

describe('npm start', () => {
  it('says in one sentence that the port is taken', async (test) => {
    const sandbox = await startSandbox();
    const child = start(test, sandbox.port);
    const [said, code] = await Promise.all([text(child.stderr), exitCode(child)]);
    await sandbox.close();
    assert.equal(code, 1);
    assert.match(said, new RegExp(`^Port ${sandbox.port} is taken[^\\n]*\\n$`));
  });

  it('says so when PORT is no port', async (test) => {
    const child = start(test, 'many');
    const [said, code] = await Promise.all([text(child.stderr), exitCode(child)]);
    assert.equal(code, 1);
    assert.match(said, /^PORT must be a number/);
  });

  it('prints the addresses, answers there, and ends on Ctrl+C', async (test) => {
    const child = start(test, 0);
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.includes('Ctrl+C')) break;
    }
    const [console = ''] = /http:\/\/localhost:\d+/.exec(said) ?? [];
    assert.equal((await fetch(`${console}/sandbox/state`)).status, 200);
    const exited = exitCode(child);
    child.kill('SIGINT');
    assert.equal(await exited, 0);
  });
});

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', resolve);
  });
}
