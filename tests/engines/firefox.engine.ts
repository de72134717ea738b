import { gecko } from './browsers.ts';
import { testMainJob } from './flow.ts';

testMainJob(gecko);
