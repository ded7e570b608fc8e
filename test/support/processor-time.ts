/** Milliseconds that the process computes for the work: other than time on the clock, no busy machine adds to it. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
