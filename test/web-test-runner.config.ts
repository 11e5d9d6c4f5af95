import { request } from 'node:http';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { summaryReporter, type TestRunnerConfig, type TestRunnerPlugin } from '@web/test-runner';
import { startSandbox, type Sandbox } from '../demo/sandbox/index.js';
import { countReporter } from './element-count.js';
import { type Engine, engines, runOf } from './engines.js';
import { SandboxClock } from './sandbox-clock.js';
import { sideFiles } from './side-files.js';

// The lanes in a real Chromium against the real sandbox: test/element/*.test.ts, or those of another folder.
// Started by test/run.ts, or `node --import tsx node_modules/@web/test-runner/dist/bin.js --config <this>`.

const lane = process.env['TEST_LANE'] ?? 'element';

const engine = (process.env['ENGINE'] ?? 'chromium') as Engine;
if (!engines.includes(engine)) throw new Error(`No engine ${engine}. There are: ${engines.join(', ')}.`);
const { launcher, start, stop } = runOf(engine, await freePort());

const root = fileURLToPath(new URL('..', import.meta.url));
// Another port than the console's, so another origin: it must be on the sandbox's allow list before a test runs.
const port = await freePort();
const pageOrigin = `http://localhost:${port}`;
let sandbox: Sandbox | undefined;
const clock = new SandboxClock();
// Which courses test/element/anything.test.ts plays, where it is to be others than always: as a failure prints them.
const { SEED, FCPATH, REPLAY, RUNS, NOSHRINK } = process.env;

const config: TestRunnerConfig = {
  rootDir: root,
  files: `${root}test/${lane}/**/*.test.ts`,
  hostname: 'localhost',
  port,
  nodeResolve: true,
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${root}tsconfig.json` }), sandboxBesideTheTests()],
  middleware: [
    // The company's login-key service and the sandbox's switches, reachable as if they were the page's own.
    (context, next) => (context.path === '/sandbox-clock' ? setClock(context) : next()),
    (context, next) => (/^\/(loginkey|sandbox\/)/.test(context.url) ? toSandbox(context) : next()),
    sideFiles(),
  ],
  testRunnerHtml: (testFramework) => `<!doctype html>
<html lang="en">
  <head><title>Element tests</title><link rel="icon" href="data:,"></head>
  <body>
    <script>
      window.__sandbox = ${JSON.stringify({ origins: sandbox?.origins })};
      window.engine = ${JSON.stringify(engine)};
      window.__courses = ${JSON.stringify({ SEED, FCPATH, REPLAY, RUNS, NOSHRINK })};
    </script>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`,
  browsers: [launcher],
  // One sandbox serves all files, and a test may reset it: one file at a time.
  concurrency: 1,
  browserStartTimeout: 60_000,
  testsStartTimeout: 30_000,
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: 10_000 } },
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [summaryReporter({}), countReporter(process.env['RESULT'] ?? `${lane}.json`)],
};
export default config;

function sandboxBesideTheTests(): TestRunnerPlugin {
  return {
    name: 'sandbox',
    async serverStart() {
      sandbox = await startSandbox({ port: 0, allowedOrigins: [pageOrigin], clock });
      await start?.();
    },
    async serverStop() {
      stop?.();
      await sandbox?.close();
    },
  };
}

type Context = Parameters<NonNullable<TestRunnerConfig['middleware']>[number]>[0];

/** `at` stands the sandbox's clock at that moment; without it, it runs again as the machine's does. Tells how many timers fired. */
function setClock(context: Context): void {
  const { at } = context.query;
  if (at === undefined) clock.run();
  context.body = String(at === undefined ? 0 : clock.stand(Number(at)));
}

function toSandbox(context: Context): Promise<void> {
  if (!sandbox) throw new Error('The sandbox has not been started.');
  const target = new URL(context.url, sandbox.origins.console);
  // Without Origin it is a local tool's request, which the sandbox answers.
  const { host: _host, origin: _origin, referer: _referer, connection: _connection, ...headers } = context.req.headers;
  return new Promise((resolve, reject) => {
    const onward = request(target, { method: context.method, headers, timeout: 30_000 }, (reply) => {
      context.status = reply.statusCode ?? 502;
      for (const [name, value] of Object.entries(reply.headers)) {
        if (value && name !== 'connection' && name !== 'transfer-encoding') context.set(name, value);
      }
      context.body = reply;
      resolve();
    });
    onward.on('timeout', () => onward.destroy(new Error(`The sandbox did not answer ${context.url}.`)));
    onward.on('error', reject);
    context.req.pipe(onward);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('No free port was given.'));
      });
    });
  });
}
