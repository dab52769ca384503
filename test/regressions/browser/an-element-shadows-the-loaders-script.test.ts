/**
 * Reported: an element with `name="currentScript"` decides from where a script loads its other files.
 * https://github.com/whatwg/html/issues/10687
 */
import {expect} from '@open-wc/testing';

const ELEMENT = '<monime-checkout session-id="scs-1"></monime-checkout>';
const OWN = '<script NONCE src="/__loader/own/loader.js"></script>';

/** Opens a page in a frame and answers from where the loader has loaded the widget. */
async function loadedFrom(body: string): Promise<string> {
  const frame = document.createElement('iframe');
  const said = new Promise<string>((resolve, reject) => {
    setTimeout(reject, 5000, new Error('Nothing was loaded.'));
    const onMessage = ({source, data}: MessageEvent) => {
      if (source !== frame.contentWindow || typeof data?.loadedFrom !== 'string') return;
      removeEventListener('message', onMessage);
      resolve(data.loadedFrom);
    };
    addEventListener('message', onMessage);
  });
  frame.src = `/__loader/page?${new URLSearchParams({body})}`;
  document.body.append(frame);
  try {
    return await said;
  } finally {
    frame.remove();
  }
}

describe('the loader', () => {
  for (const planted of [
    '',
    '<script type="text/plain" data-monime-checkout="/__loader/evil/"></script>',
    '<script data-monime-checkout="/__loader/evil/"></script>',
    '<script type="text/plain" src="/__loader/evil/loader.js"></script>',
    '<script src="/__loader/evil/loader.js"></script>',
    '<form name="scripts"><input name="0" data-monime-checkout="/__loader/evil/"></form>',
    '<img name="scripts">',
    '<img name="currentScript" data-monime-checkout="/__loader/evil/">',
    '<form name="currentScript" data-monime-checkout="/__loader/evil/"></form>',
    '<form name="currentScript"></form><form name="currentScript" data-monime-checkout="/__loader/evil/"></form>',
    '<iframe name="currentScript" srcdoc=""></iframe>',
    '<base href="/__loader/evil/">',
    ...['head', 'body', 'baseURI', 'readyState', 'documentElement', 'adoptedStyleSheets', 'addEventListener'].flatMap(
      (name) => [`<img name="${name}">`, `<form name="${name}"></form>`],
    ),
    ...['getElementsByTagName', 'createElement', 'querySelector', 'getElementById'].map(
      (name) => `<img name="${name}">`,
    ),
  ]) {
    for (const own of [OWN, OWN.replace('NONCE', 'NONCE type="module"')]) {
      it(`loads its own files only: ${planted}${own}`, async () => {
        expect(await loadedFrom(planted + own + ELEMENT)).to.match(
          /^\/__loader\/own\/(widget|monime-checkout\.one)\.js$/,
        );
      });
    }
  }

  it('takes the folder that its own script names', async () => {
    const own = OWN.replace('NONCE', 'NONCE data-monime-checkout="/__loader/files/"');
    expect(await loadedFrom(own + ELEMENT)).to.equal('/__loader/files/widget.js');
  });
});
