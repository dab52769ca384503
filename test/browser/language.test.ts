import {aTimeout, expect, fixture, html} from '@open-wc/testing';
import {ar} from '../../src/widget/locales/ar.ts';
import {en} from '../../src/widget/locales/en.ts';
import {fil} from '../../src/widget/locales/fil.ts';
import {fr} from '../../src/widget/locales/fr.ts';
import {until} from './customer.ts';
import {hostWith, place, said, saying} from './speaking-host.ts';

/** An element with a shadow root, and the child in it. */
function around(child: HTMLElement): HTMLElement {
  const outer = document.createElement('div');
  outer.attachShadow({mode: 'closed'}).append(child);
  return outer;
}

describe('The language of an element', () => {
  it('is that of the nearest lang, across shadow roots', async () => {
    const host = hostWith();
    const inner = document.createElement('p');
    inner.append(host);
    const outer = await fixture<HTMLElement>(html`<div lang="ar">${around(around(inner))}</div>`);
    await saying(host, ar.retry);
    inner.lang = 'fr-CA';
    await saying(host, fr.retry);
    expect(host.speaker.language.tag).to.equal('fr');
    expect(host.speaker.language.locale).to.equal('fr-CA');
    host.lang = 'en';
    await saying(host, en.retry);
    host.removeAttribute('lang');
    inner.removeAttribute('lang');
    await saying(host, ar.retry);
    outer.lang = 'fr';
    await saying(host, fr.retry);
  });

  it('follows the lang of the page', async () => {
    const before = document.documentElement.lang;
    const host = hostWith();
    try {
      await place(host);
      document.documentElement.lang = 'fr';
      await saying(host, fr.retry);
      expect(host.speaker.language.tag).to.equal('fr');
    } finally {
      document.documentElement.lang = before;
    }
  });

  it('is looked for anew where the element is put, and not while it is nowhere', async () => {
    const host = hostWith();
    const first = await fixture<HTMLElement>(html`<div lang="fr">${host}</div>`);
    const second = await fixture<HTMLElement>(html`<div lang="ar"></div>`);
    await saying(host, fr.retry);
    host.remove();
    first.lang = 'en';
    await aTimeout(0);
    expect(said(host)).to.equal(fr.retry);
    second.append(around(host));
    await saying(host, ar.retry);
    second.lang = 'fr';
    await saying(host, fr.retry);
  });

  it('is looked for anew after a move that is no removal', async () => {
    const host = hostWith();
    const box = await fixture<HTMLElement>(html`<div lang="en"><b lang="fr"></b>${host}</div>`);
    await saying(host, en.retry);
    const target = box.querySelector('b');
    // Where an engine has no such moves, it is a removal.
    if ('moveBefore' in Element.prototype) target?.moveBefore(host, null);
    else target?.append(host);
    await saying(host, fr.retry);
    expect(host.speaker.language.tag).to.equal('fr');
  });

  it('counts as the page does, also where the texts are English', async () => {
    const egyptian = hostWith('ar-EG');
    const persian = hostWith('fa');
    await place(egyptian, persian);
    await saying(egyptian, ar.retry);
    await saying(persian, en.retry);
    expect(egyptian.speaker.language.strings.showAll(12)).to.equal('عرض الكل (١٢ عنصرًا)');
    expect(egyptian.speaker.language.strings.timeLeft(3)).to.equal('بقيت ٣ دقائق للدفع');
    expect(persian.speaker.language.strings.showAll(12)).to.equal('Show all ۱۲ items');
    expect(persian.speaker.language.tag).to.equal('en');
    expect(persian.speaker.language.locale).to.equal('fa');
  });

  it('is English where lang is no language, and throws nothing', async () => {
    const host = hostWith('en_US');
    await place(host);
    await saying(host, en.retry);
    expect(host.speaker.language.locale).to.equal('en-US');
    host.lang = '¿qué?';
    await until(() => host.speaker.language.locale === undefined);
    expect(host.speaker.language.tag).to.equal('en');
  });

  it('is a draft only where drafts are asked for', async () => {
    const host = hostWith('fil');
    await place(host);
    await saying(host, en.retry);
    expect(host.speaker.language.locale).to.equal('fil');
    host.draftLanguages = true;
    await saying(host, fil.retry);
    host.draftLanguages = false;
    await saying(host, en.retry);
  });
});

describe("A merchant's text", () => {
  it('stands in place of ours in every language, one by one', async () => {
    const host = hostWith('fr');
    host.strings = {retry: 'Encore', pay: 'Acheter', errors: {network: 'Hors ligne'}, notes: {closed: ['Fermé', null]}};
    await place(host);
    await saying(host, 'Encore');
    const {strings} = host.speaker.language;
    expect(strings.pay('9 €')).to.equal('Acheter');
    expect(strings.errors).to.deep.equal({...fr.errors, network: 'Hors ligne'});
    expect(strings.notes).to.deep.equal({...fr.notes, closed: ['Fermé', null]});
    expect(strings.close).to.equal(fr.close);
    host.strings = {retry: 'Noch einmal'};
    await saying(host, 'Noch einmal');
    host.lang = 'ar';
    await until(() => host.speaker.language.tag === 'ar');
    expect(host.speaker.language.strings.retry).to.equal('Noch einmal');
    expect(host.speaker.language.strings.close).to.equal(ar.close);
    host.strings = null;
    await saying(host, ar.retry);
  });

  it('is laid once, not at every look', async () => {
    const host = hostWith('fr');
    await place(host);
    await saying(host, fr.retry);
    const {language} = host.speaker;
    host.requestUpdate();
    await host.updateComplete;
    expect(host.speaker.language).to.equal(language);
  });
});
