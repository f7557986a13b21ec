export { type DiscoverOptions, discoverWallets, findWallet, type WalletPage } from "./discover.ts";
export {
  type Transfer,
  WALLET_ERROR_CODES,
  type Wallet,
  type WalletConnection,
  WalletError,
  type WalletErrorCode,
} from "./wallet.ts";
