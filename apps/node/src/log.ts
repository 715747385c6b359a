// JSON lines on stdout. Keys, tokens and payment signatures are cut out by name before they are written.
import type { Log } from '@zooid/base'
import { pino } from 'pino'

const secretNames = [
  'privateKey',
  'passphrase',
  'token',
  'authorization',
  'signature',
  'secret',
  'key',
]

/** Written at once: a node that dies has said everything, and a last word past the log comes last. */
const stdout = pino.destination({ dest: 1, sync: true })

export function createLog(level: string, name: string): Log {
  return pino(
    {
      level,
      base: { node: name },
      redact: {
        paths: secretNames.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[secret]',
      },
    },
    stdout,
  )
}
