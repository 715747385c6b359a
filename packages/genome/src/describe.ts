// What the language says about itself, generated from the opcode table and nothing else: `manifest` is
// the root index (at most 4 kB), `describe` one op (at most 600 bytes), `search` finds ops by words.
import { sha256 } from '@noble/hashes/sha2.js'
import { canonicalJson, toHex } from '@zooid/base'
import { arityText } from './build.ts'
import { codecVersion } from './codec/format.ts'
import { effectNames, type Family, type OpDef } from './op.ts'
import { opNamed, ops } from './table.ts'

export const manifestBytes = 4096
export const describeBytes = 600

export type Manifest = {
  readonly language: 'zooid-genome'
  readonly version: number
  /** First 16 hex digits of the SHA-256 over every op's description: equal tables, equal hash. */
  readonly table: string
  readonly ops: number
  readonly effects: readonly string[]
  readonly forms: string
  readonly note: string
  /** `name/arity` per family, ascending by code; `!` marks an op that only a host can run. */
  readonly families: { readonly [family in Family]: string }
}

/** Root index of the language, the same on every node. */
export function manifest(): Manifest {
  const index = (family: Family) =>
    ops
      .filter((op) => op.family === family)
      .map((op) => `${op.name}/${arity(op)}${op.effects.length > 0 ? '!' : ''}`)
      .join(' ')
  return {
    language: 'zooid-genome',
    version: codecVersion,
    table: toHex(sha256(new TextEncoder().encode(ops.map(describeOp).join('\n\n')))).slice(2, 18),
    ops: ops.length,
    effects: effectNames,
    forms:
      'a >> b; a | b; residual(f); repeat(n, f); let x = a in b; fn (x: type) => b; call(f, a)',
    note: 'name/arity; ! needs a host, neural needs a model; describe(name) tells types, attributes, cost, gradient, example',
    families: {
      neural: index('neural'),
      symbolic: index('symbolic'),
      control: index('control'),
      memory: index('memory'),
      agent: index('agent'),
      meta: index('meta'),
      math: index('math'),
    },
  }
}

/** The manifest as one line of canonical JSON. */
export function manifestText(): string {
  return canonicalJson(manifest())
}

/** Everything the table holds about one op, as short lines. @throws {UnknownOpError} */
export function describe(name: string): string {
  return describeOp(opNamed(name))
}

/** Ops whose name or description holds the words, best first (BM25). */
export function search(query: string, limit = 10): string[] {
  const wanted = words(query.slice(0, 400))
  const scored = documents.map(({ name, terms }) => ({
    name,
    score: wanted.reduce((sum, word) => sum + relevance(word, name, terms), 0),
  }))
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name)
}

function describeOp(op: OpDef): string {
  const attrs = op.attrs.map(({ name, type, default: standard }) =>
    standard === undefined
      ? `${name}: ${type}`
      : `${name}: ${type} = ${standard === '' ? 'none' : standard}`,
  )
  return [
    `${op.name} (${op.family}, 0x${op.code.toString(16).padStart(4, '0')}): ${op.doc}`,
    `type: ${op.signature}; takes ${arityText(op)}`,
    ...(attrs.length > 0 ? [`attributes: ${attrs.join(', ')}`] : []),
    `effects: ${op.effects.join(', ') || 'none'}; cost: ${op.cost.text}`,
    `gradient: ${gradientText(op)}`,
    `example: ${op.example}`,
  ].join('\n')
}

function gradientText({ grad }: OpDef): string {
  if (grad.kind === 'adjoint') return grad.text
  if (grad.kind === 'kernel') return `kernel, ${grad.text}`
  return grad.kind === 'zero' ? 'zero' : 'not differentiable'
}

function arity(op: OpDef): string {
  if (op.minArgs === op.maxArgs) return String(op.minArgs)
  return `${op.minArgs}+`
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? []
}

const documents = ops.map((op) => ({
  name: op.name,
  terms: words(`${op.name} ${op.family} ${op.doc} ${op.signature}`),
}))
const averageLength =
  documents.reduce((sum, { terms }) => sum + terms.length, 0) / Math.max(documents.length, 1)

function relevance(word: string, name: string, terms: readonly string[]): number {
  const holding = documents.filter((document) => document.terms.includes(word)).length
  const rarity = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5))
  const count = terms.filter((term) => term === word).length
  const weight = (count * 2.2) / (count + 1.2 * (0.25 + (0.75 * terms.length) / averageLength))
  return rarity * weight + (name === word ? 5 : 0)
}
