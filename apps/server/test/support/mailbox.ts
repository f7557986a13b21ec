import { type AddressInfo, createServer } from "node:net";

export interface Letter {
  readonly to: string;
  readonly text: string;
}

export interface Mailbox {
  /** `smtp://…` for the gateway's configuration. */
  readonly url: string;
  /** What was delivered, in order. */
  readonly letters: readonly Letter[];
  close(): void;
}

/** The smallest SMTP server that keeps every letter it is given. */
export async function openMailbox(): Promise<Mailbox> {
  const letters: Letter[] = [];
  const server = createServer((socket) => {
    let to = "";
    let text: string | null = null;
    socket.write("220 test ESMTP\r\n");
    socket.on("data", (chunk) => {
      const words = chunk.toString();
      if (text !== null) {
        text += words;
        if (!text.endsWith("\r\n.\r\n")) return;
        letters.push({ to, text });
        text = null;
        socket.write("250 taken\r\n");
      } else if (words.startsWith("DATA")) {
        text = "";
        socket.write("354 go on\r\n");
      } else {
        if (words.startsWith("RCPT")) to = /<(.+?)>/.exec(words)?.[1] ?? "";
        socket.write(words.startsWith("EHLO") ? "250 test\r\n" : "250 ok\r\n");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, letters, close: () => server.close() };
}
