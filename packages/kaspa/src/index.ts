// Amounts live in core, because the browser widget needs them without any cryptography.
export {
  AmountError,
  type AmountErrorCode,
  kasToSompi,
  MAX_SOMPI,
  SOMPI_PER_KAS,
  sompiToKas,
} from "@kaspa-pay/core";
export {
  AddressError,
  type AddressErrorCode,
  type AddressVersion,
  addressFromScript,
  addressFromScriptPublicKey,
  type DecodedAddress,
  decodeAddress,
  encodeAddress,
  isAddress,
  scriptOf,
  scriptPublicKeyOf,
} from "./address.ts";
export {
  type AddressPrefix,
  isNetwork,
  NETWORKS,
  type Network,
  type NetworkParams,
  networkFromPrefix,
  params,
} from "./networks.ts";
export * from "./uri.ts";
export {
  AccountKey,
  type AccountKeyOptions,
  type AddressPath,
  type Branch,
  KeyError,
  type KeyErrorCode,
  type PublicKeyFormat,
  parseAccountKey,
} from "./xpub.ts";
