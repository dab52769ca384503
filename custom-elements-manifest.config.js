import {customElementVsCodePlugin} from 'custom-element-vs-code-integration';

/** Says of an attribute which words it takes where its type is the name of a union. */
function unions() {
  const found = new Map();
  return {
    name: 'unions',
    collectPhase({ts, node}) {
      if (ts.isVariableDeclaration(node)) {
        const [, words] = /^\[(.*)\] as const$/s.exec(node.initializer?.getText() ?? '') ?? [];
        if (words)
          found.set(`(typeof ${node.name.getText()})[number]`, words.split(/,\s*/).filter(Boolean).join(' | '));
      } else if (ts.isTypeAliasDeclaration(node)) {
        const text = node.type.getText();
        if (ts.isUnionTypeNode(node.type) || found.has(text)) found.set(node.name.text, found.get(text) ?? text);
      }
    },
    packageLinkPhase({customElementsManifest}) {
      for (const {attributes = []} of customElementsManifest.modules.flatMap(({declarations}) => declarations)) {
        for (const {type} of attributes) type.text = found.get(type.text) ?? type.text;
      }
    },
  };
}

/** Adds the attributes of the reactive properties, which the table in properties.ts lists. */
function reactiveProperties() {
  const options = new Map();
  return {
    name: 'reactive-properties',
    collectPhase({ts, node}) {
      if (!ts.isVariableDeclaration(node) || node.name.getText() !== 'properties') return;
      for (const {name, initializer} of node.initializer.properties) options.set(name.getText(), initializer.getText());
    },
    packageLinkPhase({customElementsManifest}) {
      const declarations = customElementsManifest.modules.flatMap((module) => module.declarations);
      for (const element of declarations.filter(({customElement}) => customElement)) {
        element.attributes = [];
        for (const member of element.members) {
          const text = options.get(member.name);
          if (text === undefined || text.includes('attribute: false')) continue;
          const {type, description, default: value} = member;
          member.attribute = /attribute: '(.+?)'/.exec(text)?.[1] ?? member.name;
          if (text.includes('reflect: true')) member.reflects = true;
          element.attributes.push({name: member.attribute, type, description, default: value, fieldName: member.name});
        }
      }
    },
  };
}

/** Leaves what a page may use, in the module that it imports. */
function published() {
  const path = 'dist/index.js';
  const callback = /Callback$/;
  return {
    name: 'published',
    packageLinkPhase({customElementsManifest}) {
      const elements = customElementsManifest.modules
        .flatMap(({declarations}) => declarations)
        .filter(({customElement}) => customElement);
      for (const element of elements) {
        element.members = element.members.filter(({name, privacy}) => !privacy && !callback.test(name));
        // The analyzer invents one without a name for each `dispatchEvent(new X())`.
        element.events = element.events.filter(({name}) => name);
      }
      const exports = elements.flatMap(({name, tagName}) => [
        {kind: 'js', name, declaration: {name, module: path}},
        {kind: 'custom-element-definition', name: tagName, declaration: {name, module: path}},
      ]);
      customElementsManifest.modules = [{kind: 'javascript-module', path, declarations: elements, exports}];
    },
  };
}

export default {
  globs: [
    'src/widget/element/monime-checkout.ts',
    'src/widget/element/properties.ts',
    'src/define.ts',
    'src/core/state.ts',
  ],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [
    reactiveProperties(),
    unions(),
    published(),
    customElementVsCodePlugin({outdir: 'dist', hideCssPropertiesDocs: true, hideLogs: true}),
  ],
};
