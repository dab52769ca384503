/**
 * Makes a page's buttons open and close the hosted page: `<button commandfor="…" command="--open">`.
 * @see https://developer.mozilla.org/docs/Web/API/Invoker_Commands_API
 */
export function listenForCommands(element: HTMLElement & {open(): void; close(): void}): void {
  element.addEventListener('command', ({command}: Event & {command?: string}) => {
    if (command === '--open') element.open();
    else if (command === '--close') element.close();
  });
}
