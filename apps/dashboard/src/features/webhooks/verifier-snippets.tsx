import { RECEIVER_RULE } from "../../lib/forms/contract.ts";
import { CodeBlock } from "../../ui/copy/code-block.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { webhookMessages as m } from "./messages.ts";

/** A short receiver in four languages, with the secret filled in while it is shown. */
export function VerifierSnippets({ secret }: { readonly secret: string }) {
  return (
    <section className="grid gap-3">
      <h3 className="font-semibold">{m.verifier}</h3>
      <p className="text-sm text-ink-2">{RECEIVER_RULE.replaceAll("`", "")}</p>
      <Tabs
        label={m.verifier}
        tabs={Object.entries(snippets(secret)).map(([title, code]) => ({
          id: title,
          title,
          body: <CodeBlock what={`${title} sample`} code={code} />,
        }))}
      />
    </section>
  );
}

function snippets(secret: string): Record<string, string> {
  return { "Node.js": node(secret), Python: python(secret), PHP: php(secret), Go: go(secret) };
}

const node = (secret: string) => `import { createServer } from "node:http";
import { createHmac, timingSafeEqual } from "node:crypto";

const secret = "${secret}"; // keep it in an environment variable
const shipped = new Set(); // yours is a table
createServer(async (req, res) => {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const body = Buffer.concat(chunks); // the raw bytes, never re-serialised JSON
  const id = req.headers["webhook-id"];
  const at = req.headers["webhook-timestamp"];
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const mine = createHmac("sha256", key).update(\`\${id}.\${at}.\`).update(body).digest();
  const fresh = Math.abs(Date.now() / 1000 - Number(at)) <= 300;
  const known = String(req.headers["webhook-signature"]).split(" ").some((part) => {
    const theirs = Buffer.from(part.replace(/^v1,/, ""), "base64");
    return theirs.length === mine.length && timingSafeEqual(theirs, mine);
  });
  if (!fresh || !known) return res.writeHead(401).end();
  const { payment } = JSON.parse(body).data; // whatever the event's name
  if (payment?.status === "confirmed" && !shipped.has(payment.id)) {
    shipped.add(payment.id);
    console.log("ship", payment.id);
  }
  res.writeHead(200).end("ok");
}).listen(4000);`;

const python = (secret: string) => `import base64, hashlib, hmac, json, time
from http.server import BaseHTTPRequestHandler, HTTPServer

SECRET = "${secret}"  # keep it in an environment variable
shipped = set()  # yours is a table

class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        msg_id, at = self.headers["webhook-id"], self.headers["webhook-timestamp"]
        key = base64.b64decode(SECRET.removeprefix("whsec_"))
        mine = base64.b64encode(hmac.new(key, f"{msg_id}.{at}.".encode() + body, hashlib.sha256).digest())
        sent = [p.removeprefix("v1,").encode() for p in self.headers["webhook-signature"].split(" ")]
        fresh = abs(time.time() - int(at)) <= 300
        if not fresh or not any(hmac.compare_digest(mine, s) for s in sent):
            self.send_response(401); self.end_headers(); return
        payment = json.loads(body)["data"].get("payment", {})  # whatever the event's name
        if payment.get("status") == "confirmed" and payment["id"] not in shipped:
            shipped.add(payment["id"])
            print("ship", payment["id"])
        self.send_response(200); self.end_headers()

HTTPServer(("", 4000), Hook).serve_forever()`;

const php = (secret: string) => `<?php
$secret = '${secret}'; // keep it in an environment variable
$body = file_get_contents('php://input');
$id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
$at = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '0';
$key = base64_decode(substr($secret, strlen('whsec_')));
$mine = base64_encode(hash_hmac('sha256', "$id.$at.$body", $key, true));
$known = false;
foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $part) {
    $known = hash_equals($mine, preg_replace('/^v1,/', '', $part)) || $known;
}
if (!$known || abs(time() - (int) $at) > 300) { http_response_code(401); exit; }
$payment = json_decode($body, true)['data']['payment'] ?? ['status' => '']; // whatever the event's name
// Your database knows what was shipped: PHP forgets it after each request.
if ($payment['status'] === 'confirmed') { error_log('ship once: ' . $payment['id']); }
http_response_code(200);`;

const go = (secret: string) => `package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const secret = "${secret}" // keep it in an environment variable

func hook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	at, _ := strconv.ParseInt(r.Header.Get("webhook-timestamp"), 10, 64)
	key, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(r.Header.Get("webhook-id") + "." + r.Header.Get("webhook-timestamp") + "."))
	mac.Write(body)
	known := false
	for _, part := range strings.Split(r.Header.Get("webhook-signature"), " ") {
		theirs, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(part, "v1,"))
		known = known || hmac.Equal(theirs, mac.Sum(nil))
	}
	if age := time.Now().Unix() - at; !known || age > 300 || age < -300 {
		w.WriteHeader(401)
		return
	}
	w.WriteHeader(200)
}

func main() { http.ListenAndServe(":4000", http.HandlerFunc(hook)) }`;
