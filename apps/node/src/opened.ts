// What a node has opened, closed in reverse order: later things depend on earlier ones.
import { type Log, messageOf } from '@zooid/base'

export type Opened = {
  readonly add: (name: string, close: () => void | Promise<void>) => void
  /** Close everything once; one that fails is logged and the others still close. */
  readonly closeAll: () => Promise<void>
}

export function trackOpened(log: Log): Opened {
  const stack: { readonly name: string; readonly close: () => void | Promise<void> }[] = []
  return {
    add: (name, close) => stack.push({ name, close }),
    closeAll: async () => {
      for (let top = stack.pop(); top; top = stack.pop()) {
        try {
          await top.close()
        } catch (error) {
          log.error({ what: top.name, error: messageOf(error) }, 'did not close cleanly')
        }
      }
    },
  }
}
