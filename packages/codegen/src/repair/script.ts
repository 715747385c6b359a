// Examples as JavaScript that a program's exports can be tried with. Values are written out, never
// evaluated here.
import type { Task } from '@zooid/judge'

type TaskExample = Task['examples'][number]
type Wire = NonNullable<TaskExample['call']>['args'][number]

export type Script = {
  /** An expression: a function of the program's exports. */
  readonly code: string
  /** An expression for the value; null when it must throw. */
  readonly expected: string | null
}

/** Names of what the signature exports as values. */
export function exportedNames(signature: string): string[] {
  return [
    ...signature.matchAll(
      /export (?:declare )?(?:abstract )?(?:function|class|const|let)\s+([\w$]+)/g,
    ),
  ].map(([, name]) => name ?? '')
}

/** Examples whose text was cut off are left out. */
export function scriptsOf({ examples, signature }: Pick<Task, 'examples' | 'signature'>): Script[] {
  const names = exportedNames(signature).join(', ')
  return examples.flatMap((example) => {
    const body = bodyOf(example)
    if (body === null) return []
    return [
      {
        code: `(({ ${names} }) => ${body})`,
        expected: example.throws ? null : literalOf(example.expected ?? null),
      },
    ]
  })
}

/** The longest source an example comes with; more was cut off. */
const maxSource = 400

/** Whether its source is all there. */
export function isWhole({ source }: TaskExample): boolean {
  return source.length < maxSource
}

function bodyOf(example: TaskExample): string | null {
  const { call, source } = example
  if (call) return `${call.name}(${call.args.map(literalOf).join(', ')})`
  if (!isWhole(example)) return null
  return source.startsWith('{') ? source : `(${source})`
}

/** A wire value as a JavaScript expression. */
export function literalOf(wire: Wire): string {
  if (typeof wire !== 'object' || wire === null) return JSON.stringify(wire)
  if (Array.isArray(wire)) return `[${wire.map(literalOf).join(', ')}]`
  const { $: tag, v } = wire as { readonly [name: string]: Wire }
  if (tag === undefined) return objectOf(Object.entries(wire))
  if (tag === 'b') return `${String(v)}n`
  if (tag === 'o') return objectOf(v as [string, Wire][])
  if (tag === '-0' || tag === 'NaN' || tag === 'Infinity' || tag === '-Infinity') return String(tag)
  return 'undefined'
}

function objectOf(entries: readonly (readonly [string, Wire])[]): string {
  return `({ ${entries.map(([name, value]) => `${JSON.stringify(name)}: ${literalOf(value)}`).join(', ')} })`
}
