import {hostedPage} from '../hosted-page.ts';
import {HOSTED} from '../session.ts';

const page = hostedPage({close: `say('close')`});

/** What ours and the floors open. The floors close when it asks for that. */
export const hosts = {[HOSTED]: () => page};
