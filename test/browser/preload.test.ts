import {expect} from '@open-wc/testing';
import {env} from '../tools/env.ts';
import {until} from './customer.ts';
import {createSession, endpointOf, next} from './merchant.ts';

const connections = () => [...document.head.querySelectorAll<HTMLLinkElement>('link[rel="preconnect"]')];

it('connects to the hosted page only when the customer seems to want it, once', async () => {
  const {id} = await createSession('monime');
  const element = document.createElement('monime-checkout');
  element.setAttribute('endpoint', endpointOf('monime'));
  element.setAttribute('session-id', id);
  element.setAttribute('preload', 'intent');
  const far = document.createElement('div');
  far.style.paddingBlockStart = '5000px';
  far.append(element);
  const ready = next(element, 'monime-ready');
  document.body.append(far);
  await ready;
  await import('../../src/preconnect.ts');
  await element.updateComplete;
  expect(connections()).to.deep.equal([]);
  element.scrollIntoView();
  await until(() => connections().length > 0);
  element.dispatchEvent(new Event('pointerover', {bubbles: true}));
  expect(connections().map(({href}) => new URL(href).origin)).to.deep.equal([env['sandbox']]);
  far.remove();
});
