import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The customer's script, as `/cobrowse/CobrowseJS.ashx` serves it. */
export function customerScript(): Promise<string> {
  return bundle('customer', 'GlanceSandboxCustomer');
}

/** The script of the viewer's page. */
export function viewerScript(): Promise<string> {
  return bundle('viewer', 'GlanceSandboxViewer');
}

/** Built once in a process, when first asked for, in memory only. */
const built = new Map<string, Promise<string>>();

function bundle(folder: string, name: string): Promise<string> {
  let script = built.get(folder);
  if (!script) {
    script = bundleAfresh(folder, name);
    built.set(folder, script);
    // A script that could not be built is tried again at the next request.
    script.catch(() => built.delete(folder));
  }
  return script;
}

async function bundleAfresh(folder: string, name: string): Promise<string> {
  const entry = fileURLToPath(new URL(`./${folder}/index.ts`, import.meta.url));
  if (!existsSync(entry)) return `console.warn('sandbox: there is no demo/sandbox/${folder}/index.ts yet');`;
  const output = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: false, target: 'es2022', lib: { entry, formats: ['iife'], name } },
  });
  const results = Array.isArray(output) ? output : [output];
  for (const result of results) {
    if (!('output' in result)) continue;
    const [script] = result.output;
    return script.code;
  }
  throw new Error(`demo/sandbox/${folder} gave no script`);
}
