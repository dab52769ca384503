import {expect} from '@open-wc/testing';
import {resetMouse, sendMouse} from '@web/test-runner-commands';
import {until} from './customer.ts';
import {arrive, hand, outcomeOf} from './hands.ts';
import {createSession, visitsOf} from './merchant.ts';
import {buttonOf, middle, visit} from './rendered-visit.ts';
import {ALL, enter, MOMENTS, moreIn, nameOf, type Scene, taken} from './takeover-scene.ts';

/** Waits without a timer, which a slow machine delays. */
async function untilTime({view}: Scene, time: number): Promise<void> {
  while (performance.now() < time) await new Promise((resolve) => view.requestAnimationFrame(resolve));
}

describe('a press at the takeover', () => {
  afterEach(() => resetMouse());

  for (const length of [0, 150, 300, 600, 3500]) {
    it(`may last ${length} ms`, async () => {
      const scene = await enter();
      await sendMouse({type: 'move', position: middle(scene, scene.link)});
      await arrive(scene, 0, 2);
      await scene.release('takeover');
      await sendMouse({type: 'down'});
      await untilTime(scene, performance.now() + length);
      await sendMouse({type: 'up'});
      expect(await outcomeOf(scene, scene.url)).to.be.oneOf(['link', 'dialog']);
    });
  }

  it('on the button that shows all items does so', async () => {
    const scene = await enter(6);
    await sendMouse({type: 'move', position: middle(scene, moreIn(scene))});
    await sendMouse({type: 'down'});
    await arrive(scene, 0, ALL);
    await sendMouse({type: 'up'});
    await taken(scene);
    await until(() => moreIn(scene).getAttribute('aria-expanded') === 'true');
    expect(scene.root.querySelectorAll('.item[hidden]')).to.have.lengthOf(0);
    expect(await visitsOf(scene.url)).to.equal(0);
  });

  it('on an order that is collapsed opens the payment page once', async () => {
    const scene = await enter(6);
    await sendMouse({type: 'move', position: middle(scene, scene.link)});
    await sendMouse({type: 'down'});
    await arrive(scene, 0, ALL);
    await sendMouse({type: 'up'});
    expect(await outcomeOf(scene, scene.url)).to.equal('dialog');
  });
});

describe('a key at the takeover', () => {
  for (const moment of MOMENTS) {
    it(`Enter opens the payment page once ${nameOf(moment)}`, async () => {
      const scene = await enter();
      scene.link.focus();
      await arrive(scene, 0, moment);
      if (moment === ALL) await taken(scene);
      await hand({key: 'down', name: 'Enter'});
      await hand({key: 'up', name: 'Enter'});
      expect(await outcomeOf(scene, scene.url)).to.equal(moment < ALL ? 'link' : 'dialog');
    });
  }

  it('Space, pressed on the link and released on the button, opens nothing', async () => {
    const scene = await enter();
    scene.link.focus();
    await arrive(scene, 0, 2);
    await hand({key: 'down', name: ' '});
    await arrive(scene, 2, ALL);
    await taken(scene);
    await hand({key: 'up', name: ' '});
    expect(scene.element.phase).to.equal('ready');
    expect(await visitsOf(scene.url)).to.equal(0);
  });

  it('Tab goes on from where the customer was', async () => {
    const scene = await enter();
    scene.page.getElementById('before')?.focus();
    await hand({key: 'down', name: 'Tab'});
    await hand({key: 'up', name: 'Tab'});
    expect(scene.root.activeElement).to.equal(scene.link);
    await arrive(scene, 0, ALL);
    const button = await taken(scene);
    expect(scene.root.activeElement).to.equal(button);
    expect(button.matches(':focus-visible')).to.equal(true);
    await hand({key: 'down', name: 'Tab'});
    await hand({key: 'up', name: 'Tab'});
    expect(scene.page.activeElement?.id).to.equal('after');
  });

  it('Tab reaches the button that shows all items, which stays in focus and works', async () => {
    const scene = await enter(6);
    moreIn(scene).focus();
    await arrive(scene, 0, ALL);
    await taken(scene);
    expect(scene.root.activeElement).to.equal(moreIn(scene));
    await hand({key: 'down', name: 'Enter'});
    await hand({key: 'up', name: 'Enter'});
    await until(() => moreIn(scene).getAttribute('aria-expanded') === 'true');
  });

  it('goes to the field that has the focus', async () => {
    const scene = await enter();
    const field = scene.page.querySelector<HTMLInputElement>('#before');
    field?.focus();
    await hand({key: 'down', name: ' '});
    await hand({key: 'up', name: ' '});
    await arrive(scene, 0, ALL);
    await taken(scene);
    await hand({key: 'down', name: ' '});
    await hand({key: 'up', name: ' '});
    await until(() => field?.value === '  ');
    expect(scene.page.activeElement).to.equal(field);
  });
});

describe('a widget that is there before the order', () => {
  it('draws it once, and opens the payment page once', async () => {
    const {id, hostedUrl} = await createSession('monime');
    const visited = await visit(id, {attributes: {mode: 'modal'}, isEarly: true});
    const {root} = visited;
    await until(() => buttonOf(visited));
    expect(root.querySelectorAll('.card')).to.have.lengthOf(1);
    const button = buttonOf(visited);
    if (!button) throw new Error('There is no button.');
    await sendMouse({type: 'click', position: middle(visited, button)});
    expect(await outcomeOf(visited, hostedUrl)).to.equal('dialog');
  });
});
