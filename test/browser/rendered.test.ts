import {expect, fixture, html} from '@open-wc/testing';
import {sendMouse} from '@web/test-runner-commands';
import type {MonimeCheckoutElement} from '../../src/index.ts';
import {until} from './customer.ts';
import {createSession, endpointOf, sandbox, textOf} from './merchant.ts';
import {parsed, renderedHtml} from './rendered.ts';
import {buttonOf, linkOf, middle, settled, visit, type Visit} from './rendered-visit.ts';

/** Where the parts of a card are, from the top of the page, in whole pixels. */
function layout({element, root}: Visit): unknown {
  const parts = ['[part=title]', '[part=item]', '[part=total]', '[part~=button]', '[part=note]'];
  const boxes = [element, ...parts.map((part) => root.querySelector(part))].map((part) =>
    part?.getBoundingClientRect(),
  );
  return boxes.map((box) => box && [box.left, box.top, box.width, box.height].map(Math.round));
}

/** Pays, and waits for the endpoint, which reuses the provider's last answer for a second. */
async function pay(id: string): Promise<void> {
  await sandbox(id, {action: 'pay'});
  const status = async () => (await (await fetch(`${endpointOf('monime')}/sessions/${id}`)).json()).status;
  await until(async () => (await status()) === 'completed');
}

for (const style of ['inline', 'linked'] as const) {
  describe(`an order that a server has rendered, its style ${style}`, () => {
    it('is seen before any script, and is a link that pays', async () => {
      const {id} = await createSession('monime');
      const visited = await visit(id, {style});
      const link = linkOf(visited);
      if (!link) throw new Error('There is no link.');
      expect(visited.element.matches(':defined')).to.equal(false);
      expect(link.textContent).to.match(/^Pay .*91\.50$/);
      expect(link.getAttribute('href')).to.equal(`${endpointOf('monime')}/go/${id}`);
      expect(link.target).to.equal('_top');
      await until(() => visited.view.getComputedStyle(link).backgroundColor === 'rgb(15, 107, 80)');
    });

    it('gives way to the widget without moving anything, and without a violation', async () => {
      const {id} = await createSession('monime');
      const visited = await visit(id, {style});
      await settled(visited);
      const before = layout(visited);
      await visited.release();
      await until(() => buttonOf(visited));
      expect(visited.root.querySelectorAll('.card')).to.have.lengthOf(1);
      expect(visited.root.querySelectorAll('style, link')).to.have.lengthOf(0);
      expect(layout(visited)).to.deep.equal(before);
      expect(visited.violations()).to.deep.equal([]);
    });
  });
}

describe('an order that a server has rendered', () => {
  it('can be paid where scripts are off', async () => {
    const {id} = await createSession('monime');
    const visited = await visit(id, {sandbox: 'allow-same-origin'});
    const link = linkOf(visited);
    if (!link) throw new Error('There is no link.');
    expect(link.getBoundingClientRect().height).to.be.greaterThan(40);
    expect(visited.root.textContent).to.contain('Exercise book');
    const {type} = await fetch(link.href, {redirect: 'manual'});
    expect(type).to.equal('opaqueredirect');
    await pay(id);
    const after = await visit(id);
    expect(after.root.textContent).to.contain('Payment received');
    await after.release();
    await until(() => after.element.matches(':defined') && after.element.phase === 'settled');
    expect(textOf(after.element)).to.contain('Payment received');
  });

  it('leads to the hosted page when it is pressed before the script', async () => {
    const {id} = await createSession('monime');
    const visited = await visit(id);
    const link = linkOf(visited);
    if (!link) throw new Error('There is no link.');
    // The top is the page of the tests.
    link.target = '_self';
    await sendMouse({type: 'click', position: middle(visited, link)});
    await until(() => visited.frame.contentDocument === null);
    expect(visited.frame.contentDocument).to.equal(null);
  });

  for (const late of [false, true]) {
    it(`waits for a drag, and no longer${late ? ', if its code arrives after that' : ''}`, async () => {
      const {id} = await createSession('monime');
      const visited = await visit(id, {held: late ? ['takeover'] : []});
      const link = linkOf(visited);
      if (!link) throw new Error('There is no link.');
      await sendMouse({type: 'move', position: middle(visited, link)});
      await sendMouse({type: 'down'});
      await visited.release();
      await until(() => visited.element.matches(':defined') && visited.element.phase === 'ready');
      await sendMouse({type: 'move', position: [5, 5]});
      await sendMouse({type: 'up'});
      if (late) await visited.release('takeover');
      let x = 5;
      await until(async () => {
        // In Firefox, the link may remain active after a drag, until the mouse moves on.
        await sendMouse({type: 'move', position: [(x += 1), 5]});
        return buttonOf(visited);
      });
      expect(visited.element.phase).to.equal('ready');
    });
  }

  it('hands over the focus', async () => {
    const {id} = await createSession('monime');
    const visited = await visit(id);
    linkOf(visited)?.focus();
    await visited.release();
    await until(() => buttonOf(visited));
    expect(visited.root.activeElement).to.equal(buttonOf(visited));
  });

  it('is corrected if it is not what the provider says', async () => {
    const {id} = await createSession('monime');
    const visited = await visit(id);
    await pay(id);
    const [script] = visited.element.getElementsByTagName('script');
    // As in a page that has been open for a minute.
    script?.replaceChildren(script.text.replace(/"serverTime":"[^"]+"/, '"serverTime":"2026-01-01T00:00:00Z"'));
    await visited.release();
    await until(() => visited.element.matches(':defined') && visited.element.phase === 'settled');
    expect(visited.root.querySelectorAll('.card')).to.have.lengthOf(1);
  });

  it('gives way at once to another session', async () => {
    const {id} = await createSession('monime');
    const other = await createSession('monime');
    const visited = await visit(id);
    visited.element.setAttribute('session-id', other.id);
    visited.element.querySelector('script')?.remove();
    await visited.release();
    await until(() => buttonOf(visited));
    expect(visited.element.phase).to.equal('ready');
  });

  it('is drawn where a framework inserts the HTML later', async () => {
    await import('../../src/index.ts');
    const session = await createSession('monime');
    const text = await renderedHtml(session, {endpoint: endpointOf('monime')});
    const place = await fixture<HTMLElement>(html`<div></div>`);
    place.innerHTML = text;
    const declared = document.createElement('div');
    place.append(declared);
    declared.setHTMLUnsafe(text);
    place.append(document.importNode(parsed(text), true));
    const elements = [...place.querySelectorAll<MonimeCheckoutElement>('monime-checkout')];
    expect(elements).to.have.lengthOf(3);
    await until(() => elements.every(({shadowRoot}) => shadowRoot?.querySelector('.actions button.primary')));
    for (const element of elements) expect(element.shadowRoot?.querySelectorAll('.card')).to.have.lengthOf(1);
  });
});
