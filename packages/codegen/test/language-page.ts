// The page docs/codegen-language.md, made from the table of productions: each with its type, the TypeScript
// it prints and what it means. A test holds the page to the table.
import { fileURLToPath } from 'node:url'
import { productions, sharedConstants } from '../src/language/grammar.ts'
import type { Production, Slot } from '../src/language/production.ts'
import { render } from '../src/language/render.ts'
import type { Scope, Term } from '../src/language/term.ts'
import { type Type, typeName, types } from '../src/language/type.ts'

export const languagePagePath = fileURLToPath(
  new URL('../../../docs/codegen-language.md', import.meta.url),
)

const argumentNames: { readonly [type in Type]: string } = {
  n: 'n',
  s: 'text',
  b: 'ok',
  N: 'list',
  S: 'words',
  G: 'rows',
  W: 'groups',
  M: 'counts',
  o: 'maybe',
}

/** The whole page, as it stands in the repository. */
export function languagePage(): string {
  const sections = types.map((type) => {
    const rows = productions.filter(({ gives }) => gives === type).map(rowOf)
    return `## ${typeName(type)}\n\n| name | parts | TypeScript | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n`
  })
  const constants = sharedConstants.map(({ value }) => `\`${JSON.stringify(value)}\``).join(' ')
  return `# The language the soul writes

Made from the table in \`packages/codegen/src/language\` by \`npx tsx packages/codegen/bin/language-table.ts\`; do not
edit. ${productions.length} productions. A part \`(n, n) => b\` is a lambda. Besides productions a program may
use its parameters, the variables of the lambdas around it, up to six numbers and six texts copied from the
task, and these constants: ${constants}. What has no value within the limits (20,000 steps, 2,000 items, 20,000
characters) or would differ between engines counts as failed.

${sections.join('\n')}`
}

function rowOf(production: Production): string {
  const parts = production.slots.map(partOf).join(', ')
  const code = codeOf(production)
    .map((line) => `\`${line.replaceAll('|', '\\|').trimEnd()}\``)
    .join('<br>')
  return `| \`${production.name}\` | ${parts} | ${code} | ${production.doc} |`
}

function partOf({ type, binds }: Slot): string {
  return binds.length === 0
    ? typeName(type).replaceAll('|', '\\|')
    : `(${binds.map(typeName).join(', ')}) => ${typeName(type)}`
}

/** The production on plain variables, its lambdas using all that they are given. */
function codeOf(production: Production): string[] {
  const plain = production.slots.filter(({ binds }) => binds.length === 0)
  const parameters = plain.map(({ type }) => type)
  const names = parameters.map((type, i) => {
    const alike = parameters.slice(0, i).filter((other) => other === type).length
    return `${argumentNames[type]}${alike === 0 ? '' : alike + 1}`
  })
  let next = 0
  const parts = production.slots.map(
    (slot): Term =>
      slot.binds.length === 0
        ? { kind: 'variable', index: next++, type: slot.type }
        : bodyOf(slot, parameters),
  )
  const shown = names.map((name, i) => `${name}: ${typeName(parameters[i] ?? 'n')}`)
  const source = render(
    { kind: 'call', production, parts },
    {
      signature: `export function f(${shown.join(', ')}): ${typeName(production.gives)}`,
      parameters: names,
    },
  )
  const body = source.slice(source.indexOf('{\n', source.indexOf('export function f(')) + 2, -3)
  const lines = body
    .split('\n')
    .map((line) =>
      line.replace(/^ {2}/, '').replace(/^( +)/, (spaces) => '\u00a0'.repeat(spaces.length)),
    )
  return lines.length === 1 ? lines.map((line) => line.replace(/^return /, '')) : lines
}

const example: { readonly [type: string]: readonly [name: string, takes: readonly Type[]][] } = {
  n: [
    ['add', ['n', 'n']],
    ['len:s', ['s']],
    ['sum', ['N']],
    ['len:S', ['S']],
    ['cell', ['G', 'n', 'n']],
  ],
  b: [
    ['lt', ['n', 'n']],
    ['isDigit', ['s']],
    ['eqS', ['s', 's']],
    ['includes:N', ['N', 'n']],
    ['even', ['n']],
  ],
  s: [
    ['concat', ['s', 's']],
    ['upper', ['s']],
    ['str', ['n']],
    ['join:N', ['N', 's']],
  ],
  N: [
    ['append:N', ['N', 'n']],
    ['digits', ['n']],
    ['reverse:N', ['N']],
  ],
  S: [
    ['words', ['s']],
    ['sort:S', ['S']],
  ],
}

/** A small body that uses the last bound variables; the table's own productions make it. */
function bodyOf({ type, binds }: Slot, parameters: Scope): Term {
  const bound = binds.map(
    (bind, i): Term => ({ kind: 'variable', index: parameters.length + i, type: bind }),
  )
  const fitting = (takes: readonly Type[]) => {
    const left = [...bound]
    return takes.map((wanted) => {
      const at = left.findIndex((term) => term.kind === 'variable' && term.type === wanted)
      return at < 0 ? undefined : left.splice(at, 1)[0]
    })
  }
  const ranked = (example[type] ?? [])
    .map(([name, takes]) => ({ name, parts: fitting(takes) }))
    .filter(({ parts }) => parts.every((part) => part !== undefined))
    .sort((a, b) => b.parts.length - a.parts.length)
  const [best] = ranked
  const production = productions.find(({ name }) => name === best?.name)
  if (best && production)
    return { kind: 'call', production, parts: best.parts.filter((part) => part !== undefined) }
  const same = bound.find((term) => term.kind === 'variable' && term.type === type)
  return same ?? { kind: 'constant', value: type === 'b' ? true : type === 's' ? '' : 1, type }
}
