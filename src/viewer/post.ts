/** What is posted to the viewer's page. Names as the vendor's script sends them (traces 2.5). */
export interface ViewerForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Opens a window and posts the form into it, at once: later the browser would not allow it. The form
 * is in the page only for that moment, so the login key is in no address, history or markup.
 * @param root connected, since a form that is not never sends; the element's own shadow root
 * @returns the window; nothing when the browser refused
 */
export const openPost = (
  view: Window,
  root: Node,
  name: string,
  form: ViewerForm,
  features: string,
): Window | undefined => {
  let opened: Window | null = null;
  try {
    // First the window, then the post: the other way round some engines lose it (platform.md, part 1).
    opened = view.open('', name, features);
  } catch {
    // Firefox throws in a sandbox without allow-popups.
  }
  if (!opened) return undefined;
  if (!post(root, name, form)) {
    opened.close();
    return undefined;
  }
  opened.focus();
  return opened;
};

const post = (root: Node, target: string, { action, fields }: ViewerForm): boolean => {
  const document = root.ownerDocument;
  if (!document) return false;
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
