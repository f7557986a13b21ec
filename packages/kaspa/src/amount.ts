// Amounts live in core, because the browser widget needs them without any cryptography.
export {
  AmountError,
  type AmountErrorCode,
  kasToSompi,
  MAX_SOMPI,
  SOMPI_PER_KAS,
  sompiToKas,
} from "@kaspa-pay/core";
