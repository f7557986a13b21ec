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
export * from "./amount.ts";
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
