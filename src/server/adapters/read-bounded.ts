/**
 * Reads a body to its end.
 * @returns null if it has more than `maxBytes` bytes
 */
export async function readBounded(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  for (let result = await reader?.read(); result?.value; result = await reader?.read()) {
    size += result.value.length;
    if (size > maxBytes) {
      // Not awaited: for a clone, it takes until the other body is cancelled too.
      reader?.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(result.value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
