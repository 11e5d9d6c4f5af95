import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import regexp from 'eslint-plugin-regexp';
import wc from 'eslint-plugin-wc';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { house } from './eslint-house.js';

const root = new URL('..', import.meta.url).pathname;

const pageGlobals = ['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage'];
const everyGlobal = ['globalThis', 'self'];
const network = ['WebSocket', 'fetch', 'XMLHttpRequest', 'EventSource'];
const timers = ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'queueMicrotask'];

/** What makes markup, script or a style of a text. Trusted Types forbid most of it where a page has them. */
const sinks = [
  ...['innerHTML', 'outerHTML', 'srcdoc', 'cssText', 'style', 'insertAdjacentHTML', 'createContextualFragment'],
  ...['parseFromString', 'setHTMLUnsafe', 'write', 'writeln'],
];

/** Forbids these names as values; as types (`typeof fetch`) they are how a port is described. */
const handedIn = (/** @type {string[]} */ names) => ({
  'house/handed-in': ['error', { names }],
});

export default tseslint.config(
  // Each console has packages and types of its own, which its own build checks, and with them those of the tag.
  { ignores: ['dist/', 'node_modules/', 'test/.results/', '**/.*/', 'demo/consoles/*/', 'src/frameworks/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  // The sandbox's `html` is not Lit's.
  { files: ['src/**/*.ts', 'test/**/*.ts'], ...lit.configs['flat/recommended'] },
  wc.configs['flat/best-practice'],
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    settings: { wc: { elementBaseClasses: ['LitElement'] } },
    plugins: { house },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      // Numbers read well in a sentence; anything else in one is a mistake.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/no-dynamic-delete': 'off',
      // An async function without an await still keeps its promise: a throw is a rejection.
      '@typescript-eslint/require-await': 'off',
    },
  },

  {
    // A text from outside must not keep a page, or the server that signs, busy: every pattern takes linear time.
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },

  // Who may import whom (test/eslint-house.js), and what is handed in instead of reached for.
  { files: ['src/**/*.ts'], rules: { 'house/imports': 'error', 'no-console': 'error' } },
  {
    files: ['src/session/**/*.ts'],
    rules: {
      ...handedIn([...pageGlobals, ...everyGlobal, ...network, ...timers]),
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The clock is handed in.' },
        { object: 'performance', property: 'now', message: 'The clock is handed in.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'The clock is handed in.',
        },
      ],
    },
  },
  { files: ['src/glance/**/*.ts'], rules: handedIn([...pageGlobals, ...everyGlobal, ...network]) },
  {
    // What comes from a customer's page or a server is text, whatever is in it.
    files: ['src/element/**/*.ts', 'src/viewer/**/*.ts'],
    rules: {
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-restricted-imports': ['error', { patterns: ['lit/directives/unsafe-*', 'lit/static-html*'] }],
      'no-restricted-syntax': [
        'error',
        {
          selector: `MemberExpression[property.name=/^(${sinks.join('|')})$/]`,
          message: 'What comes from outside is text: no markup, script or style is made of it.',
        },
        {
          selector: 'ImportSpecifier[imported.name=/^unsafe/]',
          message: 'What comes from outside is text: no markup or style is made of it.',
        },
      ],
    },
  },
  {
    // Lit calls a template's listeners with the element as `this`.
    files: ['src/element/**/*.ts'],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      // LitElement has them all.
      'wc/guard-super-call': 'off',
    },
  },

  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
            // Open-WC's types make a promise of every chai `equal`; it is none.
            { from: 'package', package: '@types/chai', name: 'Equal' },
          ],
        },
      ],
    },
  },
  {
    // Chai's assertions are properties; elements made for one test follow no house style.
    files: ['test/element/**/*.ts', 'test/faults/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      'wc/max-elements-per-file': 'off',
      'wc/file-name-matches-element': 'off',
    },
  },
  {
    // Playwright reads from the first argument's pattern which fixtures one needs; `{}` is none.
    files: ['test/e2e/**/*.ts', 'test/dist/**/*.ts', 'test/consoles/**/*.ts'],
    rules: { 'no-empty-pattern': 'off' },
  },

  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
  { files: ['test/**/*.js'], languageOptions: { globals: globals.node } },
  { files: ['demo/**/*.js', 'test/bench/rivals/**/*.js'], languageOptions: { globals: globals.browser } },
);
