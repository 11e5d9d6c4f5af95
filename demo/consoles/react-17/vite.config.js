import { defineConfig } from 'vite';

// What is taken from the folder of React 18 has this folder's React.
export default defineConfig({ resolve: { dedupe: ['react', 'react-dom'] } });
