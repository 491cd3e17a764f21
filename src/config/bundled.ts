import type { DispatchConfig } from './dispatch';

/** Put in place by the build from the checked routing file; see `scripts/build.ts`. */
declare const __DISPATCH_CONFIG__: DispatchConfig;

/** The routing file of this deployment. */
export const dispatchConfig: DispatchConfig = __DISPATCH_CONFIG__;
