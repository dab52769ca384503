/** Copies code. Returns what to tell the reader. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied.';
  } catch {
    return 'Your browser did not let us copy. Select the code and copy it yourself.';
  }
}
