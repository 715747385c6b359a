// A corpus on disk: one program per line under the names of its symbols, so that it outlives a change of the
// table; lines that name what the table no longer has are left out and counted.
import { createHash } from 'node:crypto'
import { unflatten } from '../language/grammar.ts'
import type { Program } from '../tasks/corpus.ts'
import { logPrior } from '../tasks/prior.ts'
import { shapes } from '../tasks/signatures.ts'
import { symbolId, symbolNames } from '../tasks/symbol-names.ts'

type Line = {
  readonly b: string
  readonly t: string
  readonly p: string
  readonly n?: readonly number[]
  readonly s?: readonly string[]
  readonly i?: 1
}

export function corpusText(programs: ReadonlyMap<string, Program>): string {
  const lines: string[] = []
  for (const [key, { shape, ids, signature, isIdiom }] of programs) {
    const { numbers, strings } = signature
    const line: Line = {
      b: key.slice(key.indexOf(':') + 1),
      t: shape.key,
      p: ids.map((id) => symbolNames[id]).join(' '),
      ...(numbers.length > 0 ? { n: numbers } : {}),
      ...(strings.length > 0 ? { s: strings } : {}),
      ...(isIdiom ? { i: 1 } : {}),
    }
    lines.push(JSON.stringify(line))
  }
  return `${lines.join('\n')}\n`
}

/** @throws {SyntaxError} when a line is no JSON */
export function parseCorpus(text: string): {
  readonly programs: Map<string, Program>
  readonly unknown: number
} {
  const known = new Map(shapes.map((shape) => [shape.key, shape]))
  const programs = new Map<string, Program>()
  let unknown = 0
  for (const line of text.split('\n')) {
    if (line === '') continue
    const { b, t, p, n = [], s = [], i } = JSON.parse(line) as Line
    const shape = known.get(t)
    const ids = namesIn(p).map(symbolId)
    const signature = shape && { ...shape, numbers: n, strings: s }
    if (signature === undefined || !isProgram(ids, signature)) unknown++
    else
      programs.set(`${t}:${b}`, {
        shape: signature,
        signature,
        ids,
        logPrior: logPrior(ids, signature),
        isIdiom: i === 1,
      })
  }
  return { programs, unknown }
}

/** Constants may hold spaces of their own. */
function namesIn(text: string): string[] {
  return text.match(/="(?:[^"\\]|\\.)*"|\S+/g) ?? []
}

function isProgram(
  ids: readonly (number | undefined)[],
  signature: Parameters<typeof unflatten>[1],
): ids is number[] {
  if (ids.includes(undefined)) return false
  try {
    unflatten(ids as number[], signature)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** SHA-256 of a text, in hex. */
export function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}
