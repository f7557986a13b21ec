import { type AddressInfo, createServer } from "node:net";
import { expect, it } from "vitest";
import { createMailer } from "./smtp-mailer.ts";

/** The smallest SMTP server that takes one mail and hands back what was written to it. */
async function smtpServer(): Promise<{ url: string; mail: Promise<string>; close: () => void }> {
  let done: (text: string) => void = () => {};
  const mail = new Promise<string>((resolve) => {
    done = resolve;
  });
  const server = createServer((socket) => {
    let seen = "";
    let inData = false;
    socket.write("220 test ESMTP\r\n");
    socket.on("data", (chunk) => {
      seen += chunk.toString();
      const text = chunk.toString();
      if (inData) {
        if (!seen.endsWith("\r\n.\r\n")) return;
        inData = false;
        done(seen);
        socket.write("250 taken\r\n");
      } else if (text.startsWith("DATA")) {
        inData = true;
        socket.write("354 go on\r\n");
      } else socket.write(text.startsWith("EHLO") ? "250 test\r\n" : "250 ok\r\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, mail, close: () => server.close() };
}

const silent = { info: () => {} };

it("a mail goes to the configured server as plain text", async () => {
  const server = await smtpServer();
  const mailer = createMailer({ smtpUrl: server.url, from: "pay@shop.example", log: silent });
  expect(mailer.enabled).toBe(true);
  await mailer.send({
    to: "owner@shop.example",
    subject: "Webhook disabled",
    text: "Only failures for 120 h.",
  });
  const text = await server.mail;
  expect(text).toContain("MAIL FROM:<pay@shop.example>");
  expect(text).toContain("RCPT TO:<owner@shop.example>");
  expect(text).toContain("Subject: Webhook disabled");
  expect(text).toContain("Only failures for 120 h.");
  server.close();
});

it("without a server nothing is sent and neither recipient nor text reaches the log", async () => {
  const lines: string[] = [];
  const mailer = createMailer({
    log: { info: (fields, message) => lines.push(JSON.stringify(fields) + message) },
  });
  expect(mailer.enabled).toBe(false);
  await mailer.send({ to: "owner@shop.example", subject: "Reset", text: "https://pay/reset?token=secret" });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toMatch(/owner|token/);
});

it("a server that is not there is an error for the caller", async () => {
  const mailer = createMailer({ smtpUrl: "smtp://127.0.0.1:1", log: silent });
  await expect(mailer.send({ to: "a@b.example", subject: "s", text: "t" })).rejects.toThrow();
});
