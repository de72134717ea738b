/**
 * The processor time of this process so far, in milliseconds: where a test holds that something does not hang,
 * what else the machine does is none of its time. For what awaits nothing but this process.
 */
export function cpuClock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
