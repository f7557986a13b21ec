export interface Random {
  /** Unpredictable bytes from the operating system. */
  bytes(length: number): Uint8Array;
}
