import {aTimeout, expect} from '@open-wc/testing';
import {ar} from '../../src/widget/locales/ar.ts';
import {en, type Strings} from '../../src/widget/locales/en.ts';
import {fr} from '../../src/widget/locales/fr.ts';
import type {LanguageTag} from '../../src/widget/locales/language.ts';
import type {loadStrings} from '../../src/widget/locales/load-strings.ts';
import {until} from './customer.ts';
import {hostWith, loading, place, said, saying} from './speaking-host.ts';

/** Texts that arrive, or do not, when they are told to. */
class Held {
  readonly asked: LanguageTag[] = [];
  #settle = new Map<LanguageTag, {resolve(texts: Strings): void; reject(cause: Error): void}>();

  readonly load: typeof loadStrings = (tag) => {
    this.asked.push(tag);
    return new Promise((resolve, reject) => this.#settle.set(tag, {resolve, reject}));
  };

  arrive(tag: LanguageTag, texts: Strings): void {
    this.#settle.get(tag)?.resolve(texts);
  }

  fail(tag: LanguageTag): void {
    this.#settle.get(tag)?.reject(new TypeError('Failed to fetch dynamically imported module'));
  }
}

describe('The texts of a language', () => {
  let held: Held;
  beforeEach(() => {
    held = new Held();
    loading.load = held.load;
  });

  it('are awaited at first; later ones take the place of what is shown once they are here', async () => {
    const host = hostWith('fr-CA');
    await place(host);
    expect(said(host)).to.equal('pending');
    expect(host.speaker.language.locale).to.equal('fr-CA');
    held.arrive('fr', fr);
    await saying(host, fr.retry);
    host.lang = 'ar';
    await until(() => held.asked.includes('ar'));
    expect(host.speaker.isPending).to.equal(false);
    expect(host.speaker.language.tag).to.equal('fr');
    held.arrive('ar', ar);
    await saying(host, ar.retry);
  });

  it('are English where they do not come, and are asked for again when the element comes back', async () => {
    const host = hostWith('fr');
    const box = await place(host);
    held.fail('fr');
    await saying(host, en.retry);
    expect(host.speaker.language.tag).to.equal('en');
    expect(host.speaker.language.locale).to.equal('fr');
    host.requestUpdate();
    await host.updateComplete;
    expect(held.asked).to.deep.equal(['fr']);
    host.remove();
    box.append(host);
    expect(held.asked).to.deep.equal(['fr', 'fr']);
    held.arrive('fr', fr);
    await saying(host, fr.retry);
    host.remove();
    box.append(host);
    expect(held.asked).to.deep.equal(['fr', 'fr']);
  });

  it('are English where they do not come in time', async () => {
    loading.timeoutMs = 20;
    const host = hostWith('fr');
    await place(host);
    await saying(host, en.retry);
    held.arrive('fr', fr);
    await aTimeout(0);
    expect(said(host)).to.equal(en.retry);
  });

  it('are those that were asked for last, whichever come first', async () => {
    const host = hostWith('fr');
    await place(host);
    host.lang = 'ar';
    await until(() => held.asked.includes('ar'));
    held.arrive('ar', ar);
    await saying(host, ar.retry);
    held.arrive('fr', fr);
    await aTimeout(0);
    expect(said(host)).to.equal(ar.retry);
  });
});

describe('The watch over lang', () => {
  it('is one for all elements, and ends with the last one', async () => {
    const {observe, disconnect} = MutationObserver.prototype;
    const observers = new Set<MutationObserver>();
    let ends = 0;
    MutationObserver.prototype.observe = function (target, options) {
      if (options?.attributeFilter?.includes('lang')) observers.add(this);
      observe.call(this, target, options);
    };
    MutationObserver.prototype.disconnect = function () {
      if (observers.has(this)) ends += 1;
      disconnect.call(this);
    };
    try {
      const hosts = [hostWith('fr'), hostWith('ar')] as const;
      await place(...hosts);
      expect(observers.size).to.equal(1);
      hosts[0].remove();
      expect(ends).to.equal(0);
      hosts[1].lang = 'en';
      await saying(hosts[1], en.retry);
      hosts[1].remove();
      expect(ends).to.equal(1);
    } finally {
      Object.assign(MutationObserver.prototype, {observe, disconnect});
    }
  });
});
