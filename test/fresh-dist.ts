import { existsSync, readdirSync, readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

// Builds once more and compares with dist/, byte for byte: a page may load dist/ straight from the repository.

const root = fileURLToPath(new URL('..', import.meta.url));
const kept = join(root, 'dist');
const fresh = mkdtempSync(join(tmpdir(), 'glance-join-dist-'));
try {
  await build({ root, logLevel: 'warn', build: { outDir: fresh, emptyOutDir: true } });
  const files = [...new Set([...filesIn(kept), ...filesIn(fresh)])].sort();
  const complaints = files.flatMap((file) => complaint(file) ?? []);
  for (const line of complaints) console.error(line);
  if (complaints.length > 0) {
    console.error('dist/ is stale: run `npm run build` and commit what it writes.');
    process.exitCode = 1;
  } else {
    console.log(`dist/ is what the sources build (${files.join(', ')}).`);
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

function complaint(file: string): string | undefined {
  if (!existsSync(join(kept, file))) return `dist/${file} is missing.`;
  if (!existsSync(join(fresh, file))) return `dist/${file} is not built from the sources any more.`;
  if (readFileSync(join(kept, file)).equals(readFileSync(join(fresh, file)))) return undefined;
  return `dist/${file} is not what the sources build.`;
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}
