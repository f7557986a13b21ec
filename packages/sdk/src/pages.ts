/** One page of a list. */
export interface Page<T> {
  data: T[];
  hasMore: boolean;
  /** Send as `cursor` for the next page. */
  nextCursor: string | null;
}

/**
 * A list. `await` it for one page; `for await` goes through all entries and asks for a page when it needs one. Nothing
 * is asked before.
 */
export class Pages<T> implements PromiseLike<Page<T>>, AsyncIterable<T> {
  readonly #read: (cursor?: string) => Promise<Page<T>>;

  constructor(read: (cursor?: string) => Promise<Page<T>>) {
    this.#read = read;
  }

  // biome-ignore lint/suspicious/noThenProperty: a list is awaited like any other call
  then<A = Page<T>, B = never>(
    done?: ((page: Page<T>) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#read().then(done, failed);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (let cursor: string | undefined; ; ) {
      const { data, nextCursor } = await this.#read(cursor);
      yield* data;
      if (nextCursor === null) return;
      cursor = nextCursor;
    }
  }
}
