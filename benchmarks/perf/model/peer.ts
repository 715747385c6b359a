// A contestant in a process of its own that trains the workload: it says who it is in one line of JSON,
// then answers each line "steps N" with the milliseconds of N steps. Undefined when it is not installed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export type Peer = {
  readonly name: string
  /** Milliseconds of each step. */
  readonly steps: (count: number) => Promise<readonly number[]>
  readonly close: () => void
}

export async function startPeer(
  command: string,
  args: readonly string[],
): Promise<Peer | undefined> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const gone = new Promise<undefined>((resolve) => {
    child.once('error', () => resolve(undefined))
    child.once('exit', () => resolve(undefined))
  })
  const next = async () => {
    const line = await Promise.race([once(lines, 'line'), gone])
    return line === undefined ? undefined : (JSON.parse(String(line[0])) as Answer)
  }
  const hello = await next()
  if (hello?.name === undefined) return undefined
  return {
    name: hello.name,
    steps: async (count) => {
      child.stdin.write(`steps ${count}\n`)
      return (await next())?.ms ?? []
    },
    close: () => child.kill(),
  }
}

type Answer = { readonly name?: string; readonly ms?: readonly number[] }
