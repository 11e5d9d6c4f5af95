import { dirname, relative, resolve, sep } from 'node:path';

// The house's own two rules: who may import whom, and what is handed in.

const root = resolve(import.meta.dirname, '..');

/** What a folder of src/ may import: folders of src/ ('.' is its top level), and packages. */
const allowed = {
  session: { folders: ['session'], packages: [] },
  glance: { folders: ['glance', 'session'], packages: [] },
  viewer: { folders: ['viewer', 'session'], packages: [] },
  element: { folders: ['element', 'session'], packages: ['lit', '@lit/reactive-element'] },
  'element/compose.ts': {
    folders: ['element', 'session', 'glance', 'viewer'],
    packages: ['lit', '@lit/reactive-element'],
  },
  'login-key': { folders: ['login-key'], packages: ['node:crypto'] },
  '.': { folders: ['.', 'element', 'session'], packages: [] },
};

/** @type {import('eslint').Rule.RuleModule} */
const imports = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      folder: '{{from}} may not import {{to}}: only {{allowed}}.',
      package: '{{from}} may not import the package {{to}}.',
      computed: 'An import must name its file, so that it can be checked.',
    },
  },
  create(context) {
    const source = inSource(context.filename);
    if (source === undefined) return {};
    const from = source in allowed ? source : folderOf(source);
    const rule = allowed[/** @type {keyof typeof allowed} */ (from)];

    const check = (/** @type {any} */ node) => {
      if (!node.source) return;
      const name = node.source.value ?? node.source.literal?.value;
      if (typeof name !== 'string') {
        context.report({ node, messageId: 'computed' });
      } else if (!name.startsWith('.')) {
        const may = rule?.packages.some((known) => name === known || name.startsWith(`${known}/`));
        if (!may) context.report({ node, messageId: 'package', data: { from: `src/${from}`, to: name } });
      } else {
        const target = inSource(resolve(dirname(context.filename), name));
        const to = target === undefined ? undefined : folderOf(target);
        if (to === undefined || !rule?.folders.includes(to)) {
          const names = (rule?.folders ?? []).map((folder) => `src/${folder}`).join(', ');
          context.report({
            node,
            messageId: 'folder',
            data: { from: `src/${from}`, to: to === undefined ? name : `src/${to}`, allowed: names || 'nothing' },
          });
        }
      }
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

/** @type {import('eslint').Rule.RuleModule} */
const handedInRule = {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        properties: { names: { type: 'array', items: { type: 'string' } } },
        additionalProperties: false,
      },
    ],
    messages: { global: '{{name}} is handed in here, not reached for.' },
  },
  create(context) {
    const names = new Set(context.options[0]?.names);
    return {
      'Program:exit'(node) {
        const scope = context.sourceCode.getScope(node);
        const unresolved = scope.through;
        const declared = scope.variables.filter((variable) => variable.defs.length === 0);
        for (const { identifier } of [...unresolved, ...declared.flatMap((variable) => variable.references)]) {
          if (names.has(identifier.name) && !isType(identifier)) {
            context.report({ node: identifier, messageId: 'global', data: { name: identifier.name } });
          }
        }
      },
    };
  },
};

export const house = { rules: { imports, 'handed-in': handedInRule } };

/** The path below src/ with forward slashes, or undefined for a file outside it. */
function inSource(/** @type {string} */ file) {
  const path = relative(root, file).split(sep);
  return path[0] === 'src' && path.length > 1 ? path.slice(1).join('/') : undefined;
}

function folderOf(/** @type {string} */ path) {
  const end = path.indexOf('/');
  return end === -1 ? '.' : path.slice(0, end);
}

function isType(/** @type {any} */ identifier) {
  let node = identifier.parent;
  while (node?.type === 'TSQualifiedName') node = node.parent;
  return node?.type === 'TSTypeReference' || node?.type === 'TSTypeQuery' || node?.type === 'TSInterfaceHeritage';
}
