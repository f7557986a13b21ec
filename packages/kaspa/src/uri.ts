import { type PaymentRequest, splitPaymentUri } from "@kaspa-pay/core";
import { decodeAddress } from "./address.ts";
import type { Network } from "./networks.ts";

export {
  buildPaymentUri,
  type PaymentRequest,
  PaymentUriError,
  type PaymentUriErrorCode,
} from "@kaspa-pay/core";

/**
 * Reads a payment URI leniently and its address strictly. docs/spec/kaspa-protocol.md#payment-uris
 *
 * @param network refuse an address of any other network
 * @throws PaymentUriError for the URI, AddressError for its address
 */
export function parsePaymentUri(text: string, network?: Network): PaymentRequest {
  const request = splitPaymentUri(text);
  decodeAddress(request.address, network);
  return request;
}
