export interface Page {
  limit: number;
  /** Id of the last row of the page before; null = newest. */
  afterId: string | null;
}
