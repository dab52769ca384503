import {pathToFileURL} from 'node:url';
import {API, type Checker} from 'typescript/unstable/sync';
import {
  isNoSubstitutionTemplateLiteral,
  isTaggedTemplateExpression,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import {isTemplateExpression} from 'typescript/unstable/ast/is';

/** An expression between the tags of a template. */
interface ChildExpression {
  /** Type as the compiler writes it. */
  type: string;
  code: string;
}

/** An element of a template, or the template itself. */
interface Content {
  name: string;
  hasText: boolean;
  hasElements: boolean;
  expressions: ChildExpression[];
}

const VOID = /^(img|input|br|hr)$/;
/** Templates, lists of them, and nothing; all other types are rendered as text. */
const TEMPLATE =
  /^(TemplateResult(<[^|]*>)?|SVGTemplateResult|\(?TemplateResult(<[^|]*>)?\)?\[\]|typeof nothing|unique symbol)$/;
const NOTHING = /^(typeof nothing|unique symbol)$/;
const TOKEN = /<!--.*?-->|<\/[\w-]+\s*>|<([\w-]+)((?:\s+[^\s>]+)*?)\s*(\/?)>|\{\{(\d+)\}\}|[^<{]+|[<{]/gs;

/**
 * Returns what page translators would break in a template, because they replace the texts and comments by which Lit finds
 * its places again: an expression that is rendered as text, a text beside an expression, an element whose only content may
 * be missing, and content of an element whose `textContent` is bound.
 * @param html the template, with `{{0}}`, `{{1}}` … for its expressions
 */
export function brokenByTranslators(html: string, expressions: readonly ChildExpression[]): string[] {
  const wrong: string[] = [];
  const open: Content[] = [{name: 'template', hasText: false, hasElements: true, expressions: []}];
  const close = () => {
    const content = open.pop();
    if (!content || content.expressions.length === 0) return;
    const {name, hasText, hasElements} = content;
    if (hasText) wrong.push(`a text beside an expression, in <${name}>`);
    const mayBeMissing = content.expressions.every(({type}) => type.split(' | ').some((part) => NOTHING.test(part)));
    if (!hasElements && mayBeMissing) wrong.push(`all content of <${name}> may be missing`);
  };
  for (const [token, tag, attributes = '', slash, index] of html.matchAll(TOKEN)) {
    const parent = open.at(-1);
    if (!parent || token.startsWith('<!--')) continue;
    if (parent.name.endsWith('.textContent') && !token.startsWith('</')) {
      wrong.push(`content beside <${parent.name}>`);
      parent.name = parent.name.replace('.textContent', '');
    }
    const expression = expressions[Number(index)];
    if (tag) {
      parent.hasElements = true;
      const isBound = attributes.includes('.textContent=');
      const name = isBound ? `${tag}.textContent` : tag;
      if (!slash && !VOID.test(tag)) open.push({name, hasText: false, hasElements: false, expressions: []});
    } else if (token.startsWith('</')) close();
    else if (expression) {
      parent.expressions.push(expression);
      const isText = expression.type.split(' | ').some((part) => !TEMPLATE.test(part));
      if (isText) wrong.push(`\${${expression.code}} is rendered as text: ${expression.type}`);
    } else if (token.trim() !== '') parent.hasText = true;
  }
  while (open.length > 0) close();
  return wrong;
}

/** Returns what page translators would break in the templates of a file. */
function check(file: SourceFile, checker: Checker): string[] {
  const wrong: string[] = [];
  const visit = (node: Node): undefined => {
    if (isTaggedTemplateExpression(node) && /^(html|svg)$/.test(node.tag.getText(file))) {
      const {template} = node;
      const spans = isTemplateExpression(template) ? [...template.templateSpans] : [];
      const start = isNoSubstitutionTemplateLiteral(template)
        ? template.text
        : isTemplateExpression(template)
          ? template.head.text
          : '';
      const html = start + spans.map(({literal}, index) => `{{${index}}}${literal.text}`).join('');
      const expressions = spans.map(({expression}) => {
        const type = checker.getTypeAtLocation(expression);
        return {type: type ? checker.typeToString(type) : 'unknown', code: expression.getText(file)};
      });
      const line = file.text.slice(0, node.getStart(file)).split('\n').length;
      wrong.push(...brokenByTranslators(html, expressions).map((text) => `${file.fileName}:${line}: ${text}`));
    }
    node.forEachChild(visit);
    return undefined;
  };
  visit(file);
  return wrong;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const api = new API();
  const [project] = api.updateSnapshot({openProject: `${process.cwd()}/src/tsconfig.json`}).getProjects();
  const names = project?.program.getSourceFileNames().filter((name) => name.includes('/src/widget/')) ?? [];
  const files = names.flatMap((name) => project?.program.getSourceFile(name) ?? []);
  const wrong = project ? files.flatMap((file) => check(file, project.checker)) : [];
  api.close();
  for (const line of wrong) console.error(line);
  console.log(`${files.length} files of the widget, ${wrong.length} places that page translators break`);
  process.exitCode = wrong.length > 0 || files.length === 0 ? 1 : 0;
}
