// Turns error texts of a node into the errors of the port. docs/spec/kaspa-protocol.md#node-errors
import * as wrpc from "@kaspa-pay/kaspa/wrpc";
import {
  ChainError,
  CursorPruned,
  CursorUnknown,
  NodeUnsynced,
  PageTooLarge,
  PageUnreadable,
  Unavailable,
  type UnavailableReason,
} from "../../source.ts";

/** Error of any call but the chain page. */
export function callError(error: unknown): ChainError {
  if (error instanceof ChainError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof wrpc.Unavailable)
    return new Unavailable(reasonOf(error.reason), message, { cause: error });
  if (/transitional ibd state/i.test(message)) return new NodeUnsynced(message, { cause: error });
  if (/--utxoindex/.test(message)) return new Unavailable("no_utxo_index", message, { cause: error });
  return new Unavailable("node_fault", message, { cause: error });
}

/** Error of a pull: it asks for another cursor, for a smaller page, or for another try later. */
export function pullError(error: unknown): ChainError {
  if (error instanceof ChainError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof wrpc.Unavailable && error.reason === "too_large")
    return new PageTooLarge(message, { cause: error });
  if (!(error instanceof wrpc.RpcError)) return callError(error);
  if (/cannot find header/i.test(message)) return new CursorUnknown(message, { cause: error });
  if (/retention root/i.test(message)) return new CursorPruned(message, { cause: error });
  if (/transitional ibd state/i.test(message)) return new NodeUnsynced(message, { cause: error });
  // "The address is invalid" is an unreadable page; any other refusal may be avoided by a smaller page.
  return new PageUnreadable(message, { cause: error });
}

function reasonOf(reason: wrpc.UnavailableReason): UnavailableReason {
  if (reason === "timeout" || reason === "bad_reply") return reason;
  return "closed";
}
