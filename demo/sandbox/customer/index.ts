/**
 * The customer's script of the sandbox: what the shop includes where a real site has Glance's own.
 * Same tag, same attributes, same public names, same services behind it; every line is ours.
 */
import { cobrowse, continueSession } from './cobrowse.js';
import { installHotKeys } from './hot-keys.js';
import { PresenceVisitor } from './presence.js';
import { settings, version } from './settings.js';

interface GlanceNamespace {
  VERSION?: string;
  Cobrowse?: { Visitor: typeof cobrowse; VisitorUI: { showTerms: typeof cobrowse.showTerms } };
  Presence?: Record<string, unknown>;
}

declare global {
  interface Window {
    GLANCE?: GlanceNamespace;
  }
}

function install(): void {
  const GLANCE = (window.GLANCE ??= {});
  if (GLANCE.Cobrowse) {
    console.info('The Cobrowse script is already on this page; the second tag does nothing.');
    return;
  }
  GLANCE.VERSION = version;
  GLANCE.Cobrowse = { Visitor: cobrowse, VisitorUI: { showTerms: cobrowse.showTerms } };
  GLANCE.Presence = { ...GLANCE.Presence, Visitor: PresenceVisitor };

  installHotKeys(settings.inputEvents, cobrowse);
  continueSession();
  // "api": the page makes and connects its own GLANCE.Presence.Visitor.
  if (settings.presence === 'on') new PresenceVisitor().presence();
}

install();
