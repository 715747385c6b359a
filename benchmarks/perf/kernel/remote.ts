// A contestant that lives in peer-process.ts. Undefined when the peer is not installed.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Contestant } from './contestant.ts'
import type { PeerAnswer, PeerRequest } from './peer-process.ts'

export type Remote = { readonly contestant: Contestant; readonly close: () => void }

export async function remote(peer: 'tfjs' | 'ort', name: string): Promise<Remote | undefined> {
  // The parent was started through a TypeScript loader; the child needs the same one and no other flags.
  const child = fork(fileURLToPath(new URL('peer-process.ts', import.meta.url)), [peer])
  let settle: ((value: number) => void) | undefined
  child.on('message', ({ value }: PeerAnswer) => settle?.(value))
  // A peer that dies answers "not offered" from then on.
  child.on('exit', () => settle?.(0))
  const next = () =>
    new Promise<number>((resolve) => {
      settle = resolve
      if (child.exitCode !== null) resolve(0)
    })
  const ask = (request: PeerRequest) => {
    const value = next()
    if (child.connected) child.send(request)
    return value
  }
  const close = () => void child.kill()
  if ((await next()) === 0) {
    close()
    return undefined
  }
  const contestant: Contestant = {
    name,
    prepare: async (shape, form) => {
      if ((await ask({ ask: 'prepare', shape, form })) === 0) return undefined
      return {
        sample: (repeats) => ask({ ask: 'sample', repeats }),
        done: () => ask({ ask: 'done' }),
      }
    },
  }
  return { contestant, close }
}
