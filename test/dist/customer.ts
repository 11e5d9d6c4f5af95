import type { Sandbox } from '../../demo/sandbox/index.js';
import { PlayedSocket, post } from '../unit/sandbox-client.js';
import { expect } from '../e2e/fixtures.js';

/** A customer at Glance's own sockets, without a browser: for tests that look at the agent's page alone. */
export class Customer {
  readonly #line: PlayedSocket;
  #stream: PlayedSocket | undefined;

  constructor(
    private readonly sandbox: Sandbox,
    private readonly id = 'alice',
  ) {
    this.#line = new PlayedSocket((socket) => sandbox.core.presence.openVisitor(socket));
    this.#line.say({ type: 'connect', groupid: '21489', visitorid: id, version: '6.33.0' });
    this.goesTo('https://shop.example/tents');
  }

  goesTo(url: string): void {
    this.#line.say({ type: 'presence', data: { url, browser: 'Firefox', browserver: 153, platform: 'Linux' } });
  }

  /** Waits until she has been asked so often in all, and has the question before her. */
  async isAsked(times: number): Promise<void> {
    await this.isCalled('showTerms', times);
  }

  /**
   * Waits until a function of her page, by which she is asked, has been called so often in all.
   * @returns what it was called with
   */
  async isCalled(name: string, times = 1): Promise<unknown> {
    await expect.poll(() => this.calls(name).length, { intervals: [20] }).toBe(times);
    this.#line.say({ type: 'terms', data: { status: 'displayed' } });
    return this.calls(name).at(-1);
  }

  /** By a script of her page. */
  signals(data: unknown): void {
    this.#line.say({ type: 'signal', data });
  }

  declines(): void {
    this.#line.say({ type: 'terms', data: { status: 'declined' } });
  }

  async accepts(): Promise<void> {
    this.#line.say({ type: 'terms', data: { status: 'accepted' } });
    await this.starts();
  }

  async starts(key = this.id): Promise<void> {
    const fields = { groupid: '21489', sessionKey: key, clientVersion: '6.33.0' };
    const reply = await post(this.sandbox, '/services/SessionProvisioning/StartSession2', fields);
    const { sessionId } = (await reply.json()) as { sessionId: string };
    this.#stream = new PlayedSocket((socket) => this.sandbox.core.sessions.openPage(socket));
    this.#stream.say({ type: 'CN', ssnid: sessionId, visitortoken: 'played', ver: '6.33.0', href: '' });
    this.#line.say({ type: 'visitorsessionstart' });
  }

  /** Ends the session, as she is asked to or of her own. */
  ends(): void {
    this.#stream?.say({ type: 'LS' });
    this.#line.say({ type: 'visitorsessionend', data: { reason: 'visitor' } });
  }

  async isAskedToEnd(): Promise<void> {
    await expect.poll(() => this.calls('stopSession').length, { intervals: [20] }).toBe(1);
    this.ends();
  }

  /** What a function of her page has been called with, each time. */
  calls(name: string): unknown[] {
    const calls = this.#line.frames.map(({ data }) => data as { func?: string; args?: unknown } | undefined);
    return calls.filter((call) => call?.func?.endsWith(`.${name}`)).map((call) => call?.args);
  }
}
