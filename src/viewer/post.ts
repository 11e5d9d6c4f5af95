/** What is posted to the viewer's page. Names as the vendor's script sends them (traces 2.5). */
export interface ViewerForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Posts the form into the window or frame of this name. The form is in the page only for that moment,
 * so the login key is in no address, history or markup.
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
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  root.appendChild(form);
  try {
    form.submit();
    return true;
  } catch {
    // Firefox throws when the page's form-action does not name Glance.
    return false;
  } finally {
    form.remove();
  }
};

/** Opens a window, or finds the one of this name; nothing when the browser refused. */
export const openNamed = (view: Window, name: string, features?: string): Window | null => {
  try {
    return view.open('', name, features);
  } catch {
    // Firefox throws in a sandbox without allow-popups.
    return null;
  }
};

/** Never a constant name: it would take over another button's viewer. */
export const ownName = (view: Window): string => `glance-${view.crypto.getRandomValues(new Uint32Array(3)).join('-')}`;
