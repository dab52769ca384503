import type {Page, Protocol} from 'puppeteer-core';

type Node = Protocol.Accessibility.AXNode;

/** Children of a list from which on they are only counted. */
const MANY = 6;

/** What nobody hears of: their children stand for them. */
const SILENT = new Set(['none', 'generic', 'InlineTextBox', 'LineBreak', 'RootWebArea', 'ListMarker']);

/** What is said of a node beside its role and name; what a role always has is left out. */
const PROPERTIES = new Set(['level', 'expanded', 'disabled', 'modal', 'readonly', 'busy', 'focused']);

function propertiesOf({role, properties = [], value}: Node): string[] {
  const isItem = role?.value === 'listitem';
  return [
    ...properties
      .filter(({name}) => PROPERTIES.has(name) && !(isItem && name === 'level'))
      .map(({name, value: {value: said}}) => (said === true ? name : `${name}=${said}`))
      .filter((said) => !said.endsWith('=false') || said.startsWith('expanded')),
    ...(value ? [`value="${value.value}"`] : []),
  ];
}

/** What Chromium tells a screen reader of the page: a line for each node, its role, name and state. */
export async function accessibilityTree(page: Page): Promise<string> {
  const session = await page.createCDPSession();
  const {nodes} = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));

  const childrenOf = ({childIds = []}: Node): Node[] =>
    childIds.flatMap((id) => {
      const child = byId.get(id);
      if (!child) return [];
      return child.ignored || SILENT.has(String(child.role?.value)) ? childrenOf(child) : [child];
    });

  const linesOf = (node: Node, parentName = ''): string[] => {
    const role = String(node.role?.value);
    const name = String(node.name?.value ?? '').trim();
    if (role === 'StaticText') return name && name !== parentName ? [`text "${name}"`] : [];
    const head = [role, ...(name ? [`"${name}"`] : []), ...propertiesOf(node)].join(' ');
    // The text of a field is its value.
    const children = node.value ? [] : childrenOf(node);
    const shown = children.slice(0, role === 'list' && children.length > MANY ? 2 : MANY * 10);
    const left = children.length - shown.length;
    const inside = [...shown.flatMap((child) => linesOf(child, name)), ...(left > 0 ? [`and ${left} more`] : [])];
    return [head, ...inside.map((line) => `  ${line}`)];
  };

  const [root] = nodes;
  const lines = root ? childrenOf(root).flatMap((node) => linesOf(node)) : [];
  return lines.join('\n').replace(/http:\/\/localhost:\d+/g, 'http://localhost');
}
