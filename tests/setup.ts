import * as fc from 'fast-check';

// CI draws the same each time, so that it tells of the change at hand; elsewhere every run draws anew.
if (process.env['CI']) fc.configureGlobal({ seed: 20_261_123 });
