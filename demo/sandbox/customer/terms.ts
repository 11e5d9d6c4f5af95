/** The consent dialog: nobody sees the page before the customer has said yes here. */
import { mount, sandboxNote } from './host.js';
import { make } from './make.js';

type Answer = 'accepted' | 'declined' | 'withdrawn';

export interface TermsQuestion {
  readonly answer: Promise<Answer>;
  /** Takes the question away unanswered, for instance because a session has started another way. */
  withdraw(): void;
}

export function askTerms({ company, termsUrl }: { company: string; termsUrl: string | undefined }): TermsQuestion {
  const accept = make('button', { type: 'button', class: 'primary' }, 'Accept');
  const decline = make('button', { type: 'button' }, 'Decline');
  // The dialog itself takes the focus: a customer who was typing must not accept with the next key.
  const dialog = make(
    'dialog',
    { role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'title', 'aria-describedby': 'text', tabindex: '-1' },
    make('h2', { id: 'title' }, 'Share this page?'),
    make('p', { id: 'text' }, question(company)),
    make(
      'ul',
      {},
      make('li', {}, 'Only this site is seen, not your other tabs or programs.'),
      make('li', {}, 'Passwords stay hidden.'),
      make('li', {}, 'You can end it at any time.'),
    ),
    ...(termsUrl ? [termsLink(termsUrl)] : []),
    make('div', { class: 'answers' }, decline, accept),
    sandboxNote(),
  );

  const focused = document.activeElement;
  const host = mount(dialog);
  let settle: (answer: Answer) => void = () => undefined;
  const answer = new Promise<Answer>((resolve) => (settle = resolve));
  const close = (value: Answer): void => {
    if (!host.isConnected) return;
    // Taken out, not closed first: after `dialog.close()` Chromium names the field before as active but types nothing in it.
    host.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    settle(value);
  };
  accept.addEventListener('click', () => close('accepted'));
  decline.addEventListener('click', () => close('declined'));
  // Escape; a browser may leave `cancel` out and go straight to `close`.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close('declined');
  });
  dialog.addEventListener('close', () => close('declined'));
  dialog.showModal();
  dialog.focus({ preventScroll: true });

  return { answer, withdraw: () => close('withdrawn') };
}

function question(company: string): string {
  return `A representative of ${company || 'the company'} would like to see this page together with you.`;
}

function termsLink(address: string): HTMLElement {
  const link = make('a', { href: address, target: '_blank', rel: 'noopener' }, 'Read the terms');
  return make('p', {}, link, make('span', { class: 'quiet' }, ' (opens a new tab)'));
}
