import { defineConfig } from 'vite';

// The page of ../flex once more, with Flex itself in place of what plays it there.

/** What Twilio's own plugin builder writes in. */
const built = ['PLUGIN_UNIQUE_NAME', 'PLUGIN_VERSION', 'REACT_VERSION', 'REACT_DOM_VERSION'];
const flex = ['FLEX_UI_VERSION', 'FLEX_PLUGIN_VERSION', 'FLEX_PLUGIN_SCRIPTS_VERSION'];

export default defineConfig({
  root: '../flex/host',
  define: {
    ...Object.fromEntries([...built, ...flex].map((name) => [`__FPB_${name}`, '"tried"'])),
    'process.env': '{}',
    global: 'globalThis',
  },
  plugins: [
    {
      name: 'flex-itself',
      enforce: 'pre',
      resolveId(source) {
        const here = new URL('package.json', import.meta.url).pathname;
        if (source === './flex.js') return this.resolve('@twilio/flex-ui', here);
        if (/^(@twilio\/|react$|react\/|react-dom$)/.test(source))
          return this.resolve(source, here, { skipSelf: true });
      },
    },
  ],
  build: { outDir: '../../flex-ui/dist', emptyOutDir: true, minify: false },
  logLevel: 'error',
});
