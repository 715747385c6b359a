// Runs one command line in this process and keeps what it printed.
import { main } from '../src/main.ts'

export type Ran = { readonly code: number; readonly out: string; readonly err: string }

export async function runCli(...argv: readonly string[]): Promise<Ran> {
  let out = ''
  let err = ''
  const stdout = process.stdout.write
  const stderr = process.stderr.write
  process.stdout.write = ((chunk: string | Uint8Array) => {
    out += Buffer.from(chunk as Uint8Array).toString()
    return true
  }) as typeof stdout
  process.stderr.write = ((chunk: string | Uint8Array) => {
    err += Buffer.from(chunk as Uint8Array).toString()
    return true
  }) as typeof stderr
  try {
    return { code: await main(argv), out, err }
  } finally {
    process.stdout.write = stdout
    process.stderr.write = stderr
  }
}
