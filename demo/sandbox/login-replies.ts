/** What companies' login-key services answer with, right and wrong, asked for by `?shape=`. */
const shapes = {
  bare: ({ loginKey }) => new Response(loginKey, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } }),
  wrong: () => Response.json({ status: 'ok', key: null }),
  // As the older sample of a Twilio function did, which gives the group's secret away (services 6.3).
  apikey: (reply, apiKey) => Response.json({ ...reply, apiKey }),
  html: () =>
    new Response('<!doctype html><title>Sign in</title><h1>Sign in to continue</h1>', {
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
    }),
  redirect: () => new Response(null, { status: 302, headers: { Location: '/signin' } }),
} satisfies Record<string, (reply: Reply, apiKey: string) => Response>;

interface Reply {
  readonly loginKey: string;
  readonly groupId: string;
  readonly expiration: number;
}

export type Shape = keyof typeof shapes;

export function isShape(name: string): name is Shape {
  return Object.hasOwn(shapes, name);
}

/** The same reply in another shape, with the headers that say who may read it. */
export async function reshaped(shape: Shape, reply: Response, apiKey: string): Promise<Response> {
  const other = shapes[shape]((await reply.json()) as Reply, apiKey);
  reply.headers.forEach((value, name) => {
    if (name !== 'content-type' && name !== 'content-length') other.headers.set(name, value);
  });
  return other;
}
