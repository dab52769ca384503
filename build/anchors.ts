/** Markdown without its blocks of code. */
function prose(markdown: string): string {
  return markdown.replaceAll(/^( *)```[^]*?^\1```$/gm, '');
}

/** Makes the anchors of a document's headings, as hosts of code make them: give it one after the other. */
export function anchorMaker(): (heading: string) => string {
  const seen = new Map<string, number>();
  return (heading) => {
    const anchor = heading
      .toLowerCase()
      .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  };
}

/** The anchors of the headings. */
export function anchorsIn(markdown: string): string[] {
  const anchorOf = anchorMaker();
  return [...prose(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
}

/** Where the links within the package lead to. */
export function linksIn(markdown: string): string[] {
  return [...prose(markdown).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}
