// Values that examples of requests and answers share: well formed, and of nobody.

/** An address of the shop, on the main network. */
export const EXAMPLE_ADDRESS = "kaspa:qq4cajf7m8xe4rqrqmpc2dykdzqx8ns4p5t6krsznkafu0pw3mex52ge7tn8t";
/** An address of somebody else. */
export const EXAMPLE_OTHER_ADDRESS = "kaspa:qrfvepdlud0nj7e4lm69nafslfz8hnuh870t28vcxcajdeug83v77y5zqa9r8";
/** The same two on the simulated network. */
export const EXAMPLE_SIMNET_ADDRESS =
  "kaspasim:qq4cajf7m8xe4rqrqmpc2dykdzqx8ns4p5t6krsznkafu0pw3mex59cylhdec";
export const EXAMPLE_OTHER_SIMNET_ADDRESS =
  "kaspasim:qrfvepdlud0nj7e4lm69nafslfz8hnuh870t28vcxcajdeug83v77tylppma5";
export const EXAMPLE_TX_ID = "9f1c4a6b7d2e8053c1b7a90e4d6f2385b0c7e19a5d4382f6071e9ac3b85d2f40";
export const EXAMPLE_BLOCK_HASH = "3e7b09d2a41f68c5d0937be2146fa85c7d3016e9b24f8a5073c1de68f92b4a07";
/** Of a signature of 64 bytes, in base64url. */
export const EXAMPLE_SIGNATURE =
  "pQ3v0W9m1yGk8eT5sB7nZxJ2uR4cLhDfA6oKiVtE-YbNqMwS_XgUaPjHrCd0lF3z9I7O1v2B4n6M8K5L0J3HCg";
