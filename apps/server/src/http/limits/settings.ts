/** All limits by the names of the program. `config/limits.ts` has the defaults and what each means. */
export interface LimitSettings {
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
  readonly keyReadsPerMinute: number;
  readonly keyWritesPerMinute: number;
  readonly sessionReadsPerMinute: number;
  readonly sessionWritesPerMinute: number;
  readonly publicReadsPerMinute: number;
  readonly publicWritesPerMinute: number;
  readonly createPerMinute: number;
  readonly createBurst: number;
  readonly createPerLinkPerHour: number;
  readonly statusPerMinute: number;
  readonly missesPerMinute: number;
  readonly loginPerMinute: number;
  readonly registerPerMinute: number;
  readonly forgotPerDay: number;
  readonly hintsPerMinute: number;
  readonly quotesPerMinute: number;
  readonly webhookTestsPerMinute: number;
}
