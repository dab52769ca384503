import {leftFrom} from './sessions.js';

const from = leftFrom.get();
document.querySelector('monime-checkout').setAttribute('allowed-hosts', location.host);
if (from) document.querySelector('[data-back]').href = from;
