import {expect} from '@open-wc/testing';
import {until} from './customer.ts';
import {ARRIVALS, arrive, hand} from './hands.ts';
import {createSession} from './merchant.ts';
import {buttonOf, linkOf, middle, visit, type Visit} from './rendered-visit.ts';

/** A page that is many times as high as its window, the order in the middle. */
async function enter(): Promise<Visit> {
  const {id} = await createSession('monime', 6);
  return visit(id, {held: ARRIVALS, hasFields: true, lines: 60});
}

/** Notes the scroll position of each frame from now on. */
function watch({view}: Visit): number[] {
  const positions: number[] = [];
  const note = () => {
    positions.push(view.scrollY);
    view.requestAnimationFrame(note);
  };
  note();
  return positions;
}

async function taken(visited: Visit): Promise<void> {
  await until(() => buttonOf(visited) && visited.root.querySelectorAll('.card').length === 1);
  // What was drawn has been seen.
  for (let frame = 0; frame < 2; frame += 1)
    await new Promise((resolve) => visited.view.requestAnimationFrame(resolve));
}

const nothing = () => {};

describe('the scroll position at the takeover', () => {
  for (const {title, block, prepare} of [
    {title: 'in the middle of the window', block: 'center', prepare: nothing},
    {title: 'in the middle, its link in focus', block: 'center', prepare: (visited: Visit) => linkOf(visited)?.focus()},
    {title: 'cut off at the top', block: 'start', prepare: ({view}: Visit) => view.scrollBy(0, 250)},
    {title: 'above the window', block: 'start', prepare: ({view}: Visit) => view.scrollBy(0, 1500)},
    {title: 'below the window', block: 'end', prepare: ({view}: Visit) => view.scrollTo(0, 10)},
  ] as const) {
    it(`stays where the order is ${title}`, async () => {
      const visited = await enter();
      const {element, page, view} = visited;
      element.scrollIntoView({block});
      prepare(visited);
      const after = () => page.getElementById('after')?.getBoundingClientRect().top;
      const before = after();
      const start = view.scrollY;
      const positions = watch(visited);
      await arrive(visited, 0, ARRIVALS.length);
      await taken(visited);
      expect([...new Set(positions)]).to.deep.equal([start]);
      expect(after()).to.equal(before);
    });
  }

  it('goes on as the customer scrolls by wheel', async () => {
    const visited = await enter();
    const {element, view} = visited;
    element.scrollIntoView({block: 'center'});
    const start = view.scrollY;
    const positions = watch(visited);
    const position = middle(visited, element);
    await arrive(visited, 0, 2);
    await hand({wheel: 150, position});
    await until(() => view.scrollY > start);
    await arrive(visited, 2, ARRIVALS.length);
    await taken(visited);
    const half = view.scrollY;
    await hand({wheel: 150, position});
    await until(() => view.scrollY > half);
    expect(positions).to.deep.equal([...positions].sort((one, other) => one - other));
  });

  it('goes on as the customer scrolls by touch', async () => {
    const visited = await enter();
    const {element, view} = visited;
    element.scrollIntoView({block: 'center'});
    const start = view.scrollY;
    const positions = watch(visited);
    const [x, y] = middle(visited, linkOf(visited) ?? element);
    const drag = async (from: number, to: number) => {
      for (let up = from; up <= to; up += 10) await hand({touch: 'move', position: [x, y - up]});
    };
    await hand({touch: 'start', position: [x, y]});
    await drag(10, 60);
    await until(() => view.scrollY > start);
    await arrive(visited, 0, ARRIVALS.length);
    await taken(visited);
    const half = view.scrollY;
    await drag(70, 120);
    await until(() => view.scrollY > half);
    await hand({touch: 'end', position: [x, y - 120]});
    expect(positions).to.deep.equal([...positions].sort((one, other) => one - other));
    expect(visited.element.phase).to.equal('ready');
  });
});
