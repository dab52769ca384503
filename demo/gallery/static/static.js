const HERE = import.meta.url;
const notice = document.querySelector('[data-static]');
const {modules} = document.querySelector('script[data-modules]').dataset;

/** A service worker's address is a script's: under Trusted Types a policy has to name it. */
function workerUrl() {
  const url = new URL('worker.js', HERE).href;
  const policy = globalThis.trustedTypes?.createPolicy('gallery', {createScriptURL: (asked) => asked});
  return policy ? policy.createScriptURL(url) : url;
}

async function startWorker() {
  const {serviceWorker} = navigator;
  await serviceWorker.register(workerUrl());
  const {active} = await serviceWorker.ready;
  if (serviceWorker.controller) return;
  await new Promise((resolve) => {
    serviceWorker.addEventListener('controllerchange', resolve, {once: true});
    active.postMessage('claim');
  });
}

async function prepareElements(elements) {
  try {
    await startWorker();
  } catch {
    if (notice)
      notice.textContent =
        'Your browser lets no service worker run on this page, so nothing answers the elements here. Try https, and no private window.';
  }
  for (const element of elements) {
    // The payment page stands on this very host, as no provider's does.
    element.setAttribute('allowed-hosts', `${element.getAttribute('allowed-hosts') ?? ''} ${location.host}`.trim());
  }
}

const elements = document.querySelectorAll('monime-checkout');
if (elements.length > 0) await prepareElements(elements);
// One after the other: who listens to the widget is there before it speaks.
for (const url of modules.split(' ').filter(Boolean)) await import(new URL(url, document.baseURI).href);
document.documentElement.dataset.started = '';
