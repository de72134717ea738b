import { webkit } from './browsers.ts';
import { testMainJob } from './flow.ts';

testMainJob(webkit);
