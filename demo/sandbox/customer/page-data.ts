/** The page's part of the presence data (traces 4.3): where the customer is, and with what. */
export function describePage(): { url: string; browser: string; browserver: number; platform: string } {
  return { url: location.href, ...browser(navigator.userAgent), platform: platform(navigator.userAgent) };
}

const browsers: readonly (readonly [string, RegExp])[] = [
  ['edge', /Edg\/(\d+)/],
  ['firefox', /Firefox\/(\d+)/],
  ['chrome', /Chrome\/(\d+)/],
  ['safari', /Version\/(\d+).*Safari/],
];

const platforms: readonly (readonly [string, RegExp])[] = [
  ['android', /Android/],
  ['ios', /iPhone|iPad/],
  ['win', /Windows/],
  ['mac', /Mac OS/],
  ['linux', /Linux|X11/],
];

function browser(agent: string): { browser: string; browserver: number } {
  for (const [name, pattern] of browsers) {
    const match = pattern.exec(agent);
    if (match) return { browser: name, browserver: Number(match[1]) };
  }
  return { browser: 'other', browserver: 0 };
}

function platform(agent: string): string {
  return platforms.find(([, pattern]) => pattern.test(agent))?.[0] ?? 'other';
}
