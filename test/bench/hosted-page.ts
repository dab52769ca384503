import {type Asset, assetOf, HTML} from './assets.ts';

export interface HostedPage {
  head?: string;
  /** Code that runs when the page has loaded; `say(message)` speaks to the page around it. */
  loaded?: string;
  /** Code that runs when the bench asks it to close. */
  close?: string;
  /** Code that runs for any other `message`. */
  heard?: string;
}

/** A page that stands in for a hosted one: it says that it has loaded, and speaks to its page as the real one would. */
export function hostedPage({head = '', loaded = '', close = '', heard = ''}: HostedPage): Asset {
  return assetOf(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pay</title>${head}</head><body>
<h1>Pay</h1><button>Pay now</button>
<script>
const say = (message) => parent.postMessage(message, '*');
addEventListener('load', () => { say('bench-hosted'); ${loaded} });
addEventListener('message', ({data: message}) => { if (message === 'bench-close') { ${close} } else { ${heard} } });
</script></body></html>`,
    HTML,
  );
}
