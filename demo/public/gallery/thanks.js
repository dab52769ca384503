import {leftFrom} from './sessions.js';

const from = leftFrom.get();
if (from) document.querySelector('[data-back]').href = from;
