/** The networks that a gateway can serve. */
export { NETWORKS as CHAIN_NETWORKS, type Network as ChainNetwork } from "@kaspa-pay/core";
