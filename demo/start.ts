import { PortTakenError, startSandbox, type Sandbox } from './sandbox/index.js';

const DEFAULT_PORT = 5173;

const port = Number(process.env['PORT'] || DEFAULT_PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  giveUp(`PORT must be a number from 0 (any) to 65535, not ${process.env['PORT']}.`);

let sandbox: Sandbox;
try {
  sandbox = await startSandbox({ port });
} catch (error) {
  if (error instanceof PortTakenError) giveUp(error.message);
  throw error;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

await sandbox.warm().catch((error: unknown) => console.error('The scripts of the sandbox could not be built.', error));

const { origins } = sandbox;
console.log(`
  Glance sandbox (a stand-in for trying and testing, not Glance)

  The agent's console    ${origins.console}/?visitorid=alice&presence=true
  The shop, as alice     ${origins.shop}/shop/?visitorid=alice
  Both side by side      ${origins.console}/?visitorid=alice&presence=true&demo-shop=beside
  Glance itself          ${origins.glance}/agentjoin/AgentJoin.aspx

  Ctrl+C ends it.
`);

function giveUp(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
