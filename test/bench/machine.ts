import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem, type as system, release } from 'node:os';
import { rivalVersions } from './rivals.js';

/** Where and with what it was measured. */
export function surroundings(chromium: string): string {
  const [processor] = cpus();
  const versions = { node: process.versions.node, chromium, lit: versionOf('lit'), ...rivalVersions() };
  return [
    `- Machine: ${processor?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${distribution()}`,
    `- Load while it began: ${loadavg()[0]!.toFixed(1)} (what else ran takes its share of every time)`,
    `- Date: ${new Date().toISOString().slice(0, 10)}`,
    `- Versions: ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
  ].join('\n');
}

function versionOf(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function distribution(): string {
  try {
    const [, name] = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? [];
    if (name) return `${name}, ${system()} ${release()}`;
  } catch {
    // Elsewhere than on Linux.
  }
  return `${system()} ${release()}`;
}
