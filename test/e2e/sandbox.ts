import type {SandboxOptions} from 'monime-checkout/sandbox';

/** Positions of the sandbox's switches; the others stay as they are. */
export type Switches = NonNullable<SandboxOptions['switches']>;

async function ask(method: 'POST' | 'PATCH', url: string, body: object): Promise<void> {
  const answer = await fetch(url, {method, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
}

/** Turns switches of a sandbox that runs. */
export function turn(sandboxUrl: string, switches: Switches): Promise<void> {
  return ask('PATCH', `${sandboxUrl}/__sandbox/switches`, switches);
}

/** Makes the provider do what a customer or time would. */
export function act(sandboxUrl: string, id: string, action: 'process' | 'pay' | 'expire'): Promise<void> {
  return ask('POST', `${sandboxUrl}/__sandbox/sessions/${id}`, {action});
}
