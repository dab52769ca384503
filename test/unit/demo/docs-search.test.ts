import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {searchIndex} from '../../../demo/gallery/docs/search-index.ts';
import {findSections} from '../../../demo/public/gallery/find-sections.js';

const index = searchIndex((path) => path);
const urlsOf = (query: string) => findSections(index, query).map(({url}) => url);

describe('the index of the docs', () => {
  it('has the text of each section, without HTML', () => {
    const csp = index.find(({url}) => url === '/gallery/docs/csp');
    const [beginning, ...sections] = csp?.sections ?? [];
    expect(beginning?.text).toContain("The widget needs no 'unsafe-inline', no 'unsafe-eval', no nonce");
    const trusted = sections.find(({anchor}) => anchor === 'with-trusted-types');
    expect(trusted?.text).toContain('require-trusted-types-for');
    expect(trusted?.text).not.toMatch(/<|\bCopy\b/);
  });
});

describe('the search of the docs', () => {
  it.each([
    ['webhooks', '/gallery/docs/webhooks'],
    ['webhook', '/gallery/docs/webhooks'],
    ['csp nonce', '/gallery/docs/csp'],
    ['react', '/gallery/docs/quick-start/react'],
    ['Redis', '/gallery/docs/server#redis'],
    ['idempotency keys', '/gallery/docs/endpoint#idempotency-keys'],
    ['unknown_status', '/gallery/docs/doctor#unknown_status'],
  ])('finds for "%s" first %s', (query, url) => {
    expect(urlsOf(query)[0]).toBe(url);
  });

  it('finds a word only if all others are there too', () => {
    expect(urlsOf('redis')).not.toEqual([]);
    expect(urlsOf('redis nosuchword')).toEqual([]);
  });

  it('does not find "redirect" for "redis", nor anything for nothing', () => {
    expect(urlsOf('redis')).not.toContain('/gallery/docs/doctor#redirects');
    expect(urlsOf('  ')).toEqual([]);
  });

  it('finds a section by any two words of its text, and marks them', () => {
    const sections = index.flatMap((page) => page.sections.map((section) => ({page, section})));
    const wordsOf = (text: string) => text.match(/[^\s,;]+/g) ?? [];
    const inSection = fc.constantFrom(...sections.filter(({section}) => wordsOf(section.text).length > 1));
    fc.assert(
      fc.property(inSection, fc.nat(), fc.nat(), ({page, section}, first, second) => {
        const words = wordsOf(section.text);
        const query = [first, second].map((at) => words[at % words.length]).join(' ');
        const url = section.anchor ? `${page.url}#${section.anchor}` : page.url;
        const found = findSections(index, query).find((result) => result.url === url);
        expect([query, found?.title]).toEqual([query, section.title]);
        expect(found?.excerpt.length).toBeGreaterThan(1);
      }),
      {numRuns: 40},
    );
  });

  it('takes any characters as they are, not as a pattern', () => {
    const anyText = fc.string({unit: fc.constantFrom(...'.*+?^${}()|[]/\\- a'), maxLength: 6});
    fc.assert(
      fc.property(anyText, (query) => {
        const words = query.split(' ').filter(Boolean);
        const holds = ({text}: {text: string}) => words.length > 0 && words.every((word) => text.includes(word));
        const urls = urlsOf(query);
        const missed = index.filter(
          ({url, sections: [beginning]}) => beginning && holds(beginning) && !urls.includes(url),
        );
        expect([query, missed]).toEqual([query, []]);
      }),
      {numRuns: 60},
    );
  });
});
