/** Reads of a session: their answers wait until the test lets them through. */
export function holdReads(id: string) {
  const {fetch} = window;
  /** The signals of what was asked. */
  const asked: AbortSignal[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  window.fetch = async (input, init) => {
    const isHeld = new URL(String(input), location.href).pathname.endsWith(`/sessions/${id}`);
    if (isHeld && init?.signal) asked.push(init.signal);
    const answer = await fetch(input, init);
    if (isHeld) await released;
    return answer;
  };
  return {
    asked,
    release() {
      window.fetch = fetch;
      release();
    },
  };
}
