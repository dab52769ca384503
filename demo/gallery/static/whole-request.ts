/**
 * A request as a server receives it. A service worker sees it without its origin, which can only be its own, and in
 * Firefox without the stream of its body.
 */
export class WholeRequest extends Request {
  readonly #origin: string;
  readonly #bytes: ArrayBuffer;

  private constructor(request: Request, origin: string, bytes: ArrayBuffer) {
    const {url, method, headers} = request;
    super(url, {method, headers, ...(method === 'POST' && {body: bytes})});
    this.#origin = origin;
    this.#bytes = bytes;
  }

  static async of(request: Request, origin: string): Promise<WholeRequest> {
    return new WholeRequest(request, origin, await request.arrayBuffer());
  }

  override get headers(): Headers {
    return new Headers([...super.headers, ['Origin', this.#origin]]);
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    return this.method === 'POST' ? new Blob([this.#bytes]).stream() : null;
  }

  override clone(): WholeRequest {
    return new WholeRequest(this, this.#origin, this.#bytes);
  }
}
