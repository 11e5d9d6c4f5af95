/** What is posted to the viewer's page. Names as the vendor's script sends them (traces 2.5). */
export interface ViewerForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Posts the form into the window or frame of this name. Its fields are handed over while it is being sent and are
 * in the page at no time: not for whoever records what changes in it, and in no address or history.
 * @param root connected, since a form that is not never sends; the element's own shadow root
 */
export const post = (root: Node, target: string, { action, fields }: ViewerForm): boolean => {
  const document = root.ownerDocument;
  if (!document || !root.isConnected) return false;
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  form.target = target;
  form.hidden = true;
  // Whatever the page is written in.
  form.acceptCharset = 'utf-8';
  form.addEventListener('formdata', ({ formData }) => {
    for (const [name, value] of Object.entries(fields)) formData.append(name, value);
  });
  root.appendChild(form);
  try {
    form.submit();
  } catch {
    // Firefox throws where the page's form-action does not name Glance. That is told by an event, as elsewhere.
  }
  form.remove();
  return true;
};

/** Opens a window, or finds the one of this name; nothing when the browser refused. */
export const openNamed = (view: Window, name: string, features?: string, address = ''): Window | null => {
  try {
    return view.open(address, name, features);
  } catch {
    // Firefox throws in a sandbox without allow-popups.
    return null;
  }
};

/** Never a constant name: it would take over another button's viewer. */
export const ownName = (view: Window): string => `glance-${view.crypto.getRandomValues(new Uint32Array(3)).join('-')}`;
