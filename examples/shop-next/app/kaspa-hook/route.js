import { isGenuine } from "../../lib/gateway.js";
import { handleOnce } from "../../lib/orders.js";

export async function POST(request) {
  const body = await request.text(); // as it was sent: what was signed is not what a parser makes of it
  if (!isGenuine(request.headers, body)) return new Response("bad signature", { status: 401 });
  handleOnce(request.headers.get("webhook-id"), JSON.parse(body));
  return new Response("OK");
}
