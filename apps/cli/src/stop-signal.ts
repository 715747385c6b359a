// Ctrl-C as a signal that a long loop can look at between two of its steps.

/** The first Ctrl-C ends the loop, the second the program. */
export function listenForStop(onStop: () => void): { signal: AbortSignal; close: () => void } {
  const controller = new AbortController()
  const stop = () => {
    onStop()
    controller.abort()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return {
    signal: controller.signal,
    close: () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    },
  }
}
