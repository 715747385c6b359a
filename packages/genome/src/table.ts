// The opcode table: every op by name and by code. It is checked as it loads, so a table with two ops of
// one code, unsorted attributes or an over-long doc never exists.
import { ZooidError } from '@zooid/base'
import { family, type OpDef } from './op.ts'
import { agent } from './ops/agent.ts'
import { control } from './ops/control.ts'
import { elementwise } from './ops/math.ts'
import { scalarMath } from './ops/math-scalar.ts'
import { tensorMath } from './ops/math-tensor.ts'
import { memory } from './ops/memory.ts'
import { meta } from './ops/meta.ts'
import { neural } from './ops/neural.ts'
import { symbolic } from './ops/symbolic.ts'

/** All ops, ascending by code. */
export const ops: readonly OpDef[] = [
  family('neural', neural),
  family('symbolic', symbolic),
  family('control', control),
  family('memory', memory),
  family('agent', agent),
  family('meta', meta),
  family('math', { ...elementwise, ...scalarMath, ...tensorMath }),
]
  .flatMap((defs) => Object.values(defs))
  .sort((a, b) => a.code - b.code)

/** Words of the text syntax, which no op and no variable may be called. */
export const reservedWords: ReadonlySet<string> = new Set([
  'residual',
  'repeat',
  'let',
  'in',
  'fn',
  'call',
  'true',
  'false',
  'unit',
])
export const symPattern = /^[a-z][a-z0-9_]{0,31}$/

const byName = new Map(ops.map((op) => [op.name, op]))
const byCode = new Map(ops.map((op) => [op.code, op]))

/** @throws {UnknownOpError} with the nearest name as a hint. */
export function opNamed(name: string): OpDef {
  const op = byName.get(name)
  if (op === undefined) throw new UnknownOpError(name)
  return op
}

export function findOp(name: string): OpDef | null {
  return byName.get(name) ?? null
}

/** @throws {UnknownOpError} */
export function opCoded(code: number): OpDef {
  const op = byCode.get(code)
  if (op === undefined) throw new UnknownOpError(code)
  return op
}

/** Edits (insert, drop, replace) that turn one short word into another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[b.length] ?? 0
}

function nearest(name: string): string {
  const ranked = ops
    .filter((op) => Math.abs(op.name.length - name.length) <= 3)
    .map((op) => ({ name: op.name, edits: distance(name.slice(0, 32), op.name) }))
    .sort((a, b) => a.edits - b.edits)
  return ranked[0]?.name ?? 'it'
}

/** The program names an op this table does not have. */
export class UnknownOpError extends ZooidError {
  override readonly name = 'UnknownOpError'
  constructor(op: string | number) {
    const shown = typeof op === 'number' ? `0x${op.toString(16)}` : JSON.stringify(op.slice(0, 40))
    const guess = typeof op === 'string' ? `did you mean ${nearest(op)}? ` : ''
    super('genome.unknown_op', `there is no op ${shown}`, {
      status: 422,
      hint: `${guess}manifest() lists all`,
    })
  }
}

for (const [i, op] of ops.entries()) {
  const names = op.attrs.map((attr) => attr.name)
  const sorted = names.every((name, at) => at === 0 || (names[at - 1] ?? '') < name)
  const distinct = new Set(op.attrs.map((attr) => attr.id)).size === names.length
  if (ops[i - 1]?.code === op.code || !sorted || !distinct || op.code > 0xffff)
    throw new TypeError(`the table entry of ${op.name} is malformed`)
  if (!symPattern.test(op.name) || reservedWords.has(op.name) || byName.get(op.name) !== op)
    throw new TypeError(`the name ${op.name} is taken or not allowed`)
}
