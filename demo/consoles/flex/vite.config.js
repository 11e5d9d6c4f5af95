import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const flex = fileURLToPath(new URL('host/flex.tsx', import.meta.url));

// What Flex is, is played; there is one React, which Flex brings along.
export default defineConfig({
  root: 'host',
  resolve: {
    alias: { '@twilio/flex-plugin': flex, '@twilio/flex-ui': flex },
    dedupe: ['react', 'react-dom'],
  },
  build: { outDir: '../dist', emptyOutDir: true },
});
