import { copyFileSync, mkdirSync } from 'node:fs';
import lwc from '@lwc/rollup-plugin';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import { salesforce } from './host/stand-ins/salesforce.js';

// Plays the platform's compiler: the component as it is, around it stand-ins for what is Salesforce's own.

const modules = [
  { name: 'c/glanceJoin', path: 'force-app/main/default/lwc/glanceJoin/glanceJoin.js' },
  { name: 'host/desk', path: 'host/desk/desk.js' },
  { name: 'lightning/platformResourceLoader', path: 'host/stand-ins/platformResourceLoader.js' },
  { name: 'lightning/uiRecordApi', path: 'host/stand-ins/uiRecordApi.js' },
];

const plugins = [
  salesforce,
  replace({ preventAssignment: true, 'process.env.NODE_ENV': JSON.stringify(process.env.NODE_ENV) }),
  lwc({ rootDir: '.', modules }),
  nodeResolve(),
  {
    name: 'pages',
    writeBundle({ dir }) {
      mkdirSync(dir, { recursive: true });
      for (const page of ['index.html', 'native.html', 'lws.html']) copyFileSync(`host/${page}`, `${dir}/${page}`);
    },
  },
];

export default {
  input: { main: 'host/main.js', 'synthetic-shadow': '@lwc/synthetic-shadow', lws: 'host/lws.js' },
  output: { dir: 'dist' },
  plugins,
};
