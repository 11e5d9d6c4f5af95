/** An invitation by text message, as `/sandbox/state` shows it: with the link, since no message is ever sent. */
export interface Invitation {
  readonly at: string;
  readonly groupid: string;
  readonly sessionKey: string;
  readonly link: string;
  /** All digits but the last two are covered. */
  readonly phone: string;
  readonly agentName: string;
  /** As the agent's page sent them (services 11). */
  readonly sessionType: string;
  readonly sessionParams: Readonly<Record<string, unknown>>;
}

const KEPT = 100;

/** The invitations made lately, oldest first. */
export class Invitations {
  #made: Invitation[] = [];

  add(invitation: Omit<Invitation, 'phone'> & { readonly digits: string }): void {
    const { digits, ...rest } = invitation;
    this.#made.push({ ...rest, phone: '•'.repeat(Math.max(0, digits.length - 2)) + digits.slice(-2) });
    if (this.#made.length > KEPT) this.#made.shift();
  }

  has(groupid: string, sessionKey: string): boolean {
    return this.#made.some((made) => made.groupid === groupid && made.sessionKey === sessionKey);
  }

  get list(): readonly Invitation[] {
    return this.#made;
  }

  reset(): void {
    this.#made = [];
  }
}
