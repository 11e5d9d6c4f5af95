import { defineConfig } from 'vite';

// dist/ is the app's package, but for the element itself.
export default defineConfig({
  root: 'app',
  base: './',
  publicDir: '../package',
  build: { outDir: '../dist', emptyOutDir: true, rolldownOptions: { input: 'app/assets/iframe.html' } },
});
