import type { TestRunnerConfig } from '@web/test-runner';

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];

/**
 * Serves the languages' files as the build lays them out, from their sources, and lets a test decide how:
 * `POST /locales/<tag>/<refuse, hold or serve>`; `GET /locales/<tag>` counts how often one was asked for.
 */
export function sideFiles(): Middleware {
  const asked = new Map<string, number>();
  const refused = new Set<string>();
  const held = new Map<string, { until: Promise<void>; release: () => void }>();

  const how: Record<string, (tag: string) => void> = {
    refuse: (tag) => refused.add(tag),
    hold: (tag) => {
      const { promise: until, resolve: release } = withResolvers();
      held.set(tag, { until, release });
    },
    serve: (tag) => {
      refused.delete(tag);
      held.get(tag)?.release();
      held.delete(tag);
    },
  };

  return async (context, next) => {
    const [, told, way] = /^\/locales\/([\w-]+)(?:\/(\w+))?$/.exec(context.path) ?? [];
    const [, tag] = /^\/src\/element\/locales\/([\w-]+)\.js$/.exec(context.path) ?? [];
    if (told) {
      if (way) how[way]?.(told);
      context.body = String(asked.get(told) ?? 0);
    } else if (tag) {
      asked.set(tag, (asked.get(tag) ?? 0) + 1);
      await held.get(tag)?.until;
      // What has an extension, the test runner lets the browser keep: also that it is not there.
      context.path = refused.has(tag) ? '/refused' : context.path.replace(/js$/, 'ts');
      await next();
    } else await next();
  };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}
