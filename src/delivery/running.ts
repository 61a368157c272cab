// Whether whoever left something behind is still there.

/** Whether this machine has a process of that number: the same one, or one that got its number later. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
