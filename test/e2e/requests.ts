import type {Page} from 'puppeteer-core';

/** What a page asks for, and what becomes of it. */
export interface Requests {
  /** Paths that were asked for since the watch began and have this in them. */
  asked(part: string): string[];
  /** Answers 503 to what has this in its path, until what is answered is called. */
  refuse(part: string): () => void;
  /** Lets what has this in its path wait until what is answered is called. */
  hold(part: string): () => void;
}

export async function watch(page: Page): Promise<Requests> {
  const paths: string[] = [];
  const refused = new Set<string>();
  const held = new Map<string, Promise<void>>();
  await page.setRequestInterception(true);
  page.on('request', async (request) => {
    const {pathname, search} = new URL(request.url());
    const path = pathname + search;
    paths.push(path);
    for (const [part, wait] of held) if (path.includes(part)) await wait;
    const refusing = [...refused].some((part) => path.includes(part));
    await (refusing ? request.respond({status: 503}) : request.continue());
  });
  return {
    asked: (part) => paths.filter((path) => path.includes(part)),
    refuse: (part) => {
      refused.add(part);
      return () => void refused.delete(part);
    },
    hold: (part) => {
      let release = () => {};
      held.set(part, new Promise((resolve) => (release = resolve)));
      return release;
    },
  };
}
