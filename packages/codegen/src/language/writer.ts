// Prints terms into blocks: an expression comes back, the statements it needs go into the block around it.
// A part that may not be evaluated at all (a branch) keeps its statements in a local function.
import { baseName, freshName } from './names.ts'
import { followedKey, guards, isPlainDifference, narrowedBy } from './narrowing.ts'
import {
  type ArrowHow,
  at,
  level,
  type Production,
  type Text,
  untyped,
  type Writer,
} from './production.ts'
import { sizeOf, type Term } from './term.ts'
import { elementOf, type Type, typeName } from './type.ts'

/** Statements in the making; `names` are those declared here, `parent` is what is around. */
export type Block = {
  readonly lines: string[]
  readonly names: Set<string>
  readonly parent: Block | null
}

export type Printing = {
  readonly helpers: Map<string, string>
  /** How deep each parameter is readonly. */
  readonly depths: readonly number[]
  /** Whether any parameter has inner lists that are readonly. */
  readonly isDeep: boolean
  /** What TypeScript knows too much about here: see narrowing.ts. */
  readonly narrowed: ReadonlySet<string>
}

export function openBlock(parent: Block | null, names: readonly string[]): Block {
  return { lines: [], names: new Set(names), parent }
}

const isTaken = (block: Block, name: string): boolean =>
  block.names.has(name) || (block.parent !== null && isTaken(block.parent, name))

/**
 * Prints a term whose free variables are printed as `scope`. `isOwn` asks for a list that the program may
 * hand out as its own.
 */
export function printTerm(
  printing: Printing,
  block: Block,
  term: Term,
  scope: readonly Text[],
  isOwn: boolean,
): Text {
  if (isOwn) return printsOwn(printing, block, term, scope)
  const text = printPlain(printing, block, term, scope)
  const isNarrowed = printing.narrowed.size > 0 && printing.narrowed.has(followedKey(term) ?? '')
  return isNarrowed ? { ...text, isLiteral: true } : text
}

function printPlain(printing: Printing, block: Block, term: Term, scope: readonly Text[]): Text {
  if (term.kind === 'variable')
    return scope[term.index] ?? { text: `unbound${term.index}`, level: level.atom }
  if (term.kind === 'constant') return literal(term.value)
  const { production } = term
  const writer = createWriter(printing, block, term, scope)
  if (production.write) return production.write(writer)
  const names = production.slots.map((_, slot) => writer.bound(slot))
  const parts = production.slots.map(({ binds }, slot) =>
    binds.length > 0 ? { text: writer.arrow(slot), level: level.atom } : writer.part(slot),
  )
  return production.print(parts, names)
}

/** Like `printTerm`, and a list that is (part of) a readonly parameter is copied. */
export function printsOwn(
  printing: Printing,
  block: Block,
  term: Term,
  scope: readonly Text[],
): Text {
  const text = printTerm(printing, block, term, scope, false)
  if (term.kind === 'constant') return text
  const type = term.kind === 'call' ? term.production.gives : term.type
  const isNested = type === 'G' || type === 'W'
  if (elementOf(type) === null) return text
  const copy = { text: `[...${at(text, level.nullish + 0.1)}]`, level: level.atom }
  const copies = { text: `${at(text, level.call)}.map((row) => [...row])`, level: level.call }
  if (term.kind === 'variable') {
    const depth = printing.depths[term.index]
    // What a lambda binds may be an inner list of a parameter.
    if (depth === undefined) return !printing.isDeep ? text : isNested ? copies : copy
    if (depth === 0) return text
    return isNested && depth > 1 ? copies : copy
  }
  if (!term.production.isShared || !printing.isDeep) return text
  return isNested ? copies : copy
}

/** Whether the first part of a choice holds where a lazy part is evaluated. */
const holdsAt = ({ name }: Production, slot: number) => name !== 'or' && slot === 1

/** Where a condition has been tested, and holds or does not. */
export function afterCondition(
  printing: Printing,
  condition: Term | undefined,
  holds: boolean,
): Printing {
  const found = condition ? narrowedBy(condition, holds) : []
  if (found.length === 0) return printing
  return { ...printing, narrowed: new Set([...printing.narrowed, ...found]) }
}

function createWriter(
  printing: Printing,
  block: Block,
  term: Extract<Term, { kind: 'call' }>,
  scope: readonly Text[],
): Writer {
  const { production, parts } = term
  let current = block
  const slotOf = (slot: number) => {
    const [part, declared] = [parts[slot], production.slots[slot]]
    if (!part || !declared) throw new RangeError(`${production.name} has no slot ${slot}`)
    return { part, ...declared }
  }
  const passes = (slot: number) =>
    production.passes?.includes(slot) === true && elementOf(slotOf(slot).type) !== null
  const name = (base: string) => {
    const made = freshName(base, (candidate) => isTaken(current, candidate))
    current.names.add(made)
    return made
  }
  const boundNames = new Map<number, string[]>()
  const bound = (slot: number) => {
    const known = boundNames.get(slot)
    if (known) return known
    const made: string[] = []
    for (const i of slotOf(slot).binds.keys())
      made.push(
        freshName(
          baseName(production, slot, i),
          (candidate) => made.includes(candidate) || isTaken(current, candidate),
        ),
      )
    boundNames.set(slot, made)
    return made
  }
  /** What a lambda is given may be an inner list of a readonly parameter. */
  const givenType = (type: Type) =>
    `${printing.isDeep && elementOf(type) !== null ? 'readonly ' : ''}${typeName(type)}`
  const inside = (texts: readonly (string | Text)[]) => [
    ...scope,
    ...texts.map((text) => (typeof text === 'string' ? { text, level: level.atom } : text)),
  ]

  const body = (slot: number, texts: readonly (string | Text)[]) =>
    printTerm(printing, current, slotOf(slot).part, inside(texts), passes(slot))

  const part = (slot: number): Text => {
    const lazy = production.lazy?.includes(slot) === true
    if (!lazy) return printTerm(printing, current, slotOf(slot).part, scope, passes(slot))
    const inner = openBlock(current, [])
    const knowing = afterCondition(printing, parts[0], holdsAt(production, slot))
    const text = printTerm(knowing, inner, slotOf(slot).part, scope, passes(slot))
    if (inner.lines.length === 0) return text
    const compute = name('compute')
    current.lines.push(`const ${compute} = () => ${blockText(inner, text)}`)
    return { text: `${compute}()`, level: level.call }
  }

  const inline = (slot: number, texts: readonly (string | Text)[]): Text => {
    const inner = openBlock(current, [])
    const text = printTerm(printing, inner, slotOf(slot).part, inside(texts), passes(slot))
    if (inner.lines.length === 0) return text
    // What it reads may belong to an arrow function yet to come, so everything is handed in.
    const { binds } = slotOf(slot)
    const own = openBlock(current, [])
    const names = texts.map((bound, i) => {
      if (typeof bound === 'string') return bound
      const made = freshName(baseName(production, slot, i), (other) => isTaken(own, other))
      own.names.add(made)
      return made
    })
    const result = printTerm(printing, own, slotOf(slot).part, inside(names), passes(slot))
    const used = names.flatMap((bound, i) => {
      const outside = texts[i] ?? ''
      if (countUses(slotOf(slot).part, scope.length + i) === 0) return []
      const type = givenType(binds[i] ?? 'n')
      return [
        {
          parameter: `${bound}: ${type}`,
          argument: typeof outside === 'string' ? outside : outside.text,
        },
      ]
    })
    const compute = name('compute')
    const parameters = used.map(({ parameter }) => parameter).join(', ')
    current.lines.push(`const ${compute} = (${parameters}) => ${blockText(own, result)}`)
    return {
      text: `${compute}(${used.map(({ argument }) => argument).join(', ')})`,
      level: level.call,
    }
  }

  const arrow = (slot: number, { isTyped = false, after = [] }: ArrowHow = {}) => {
    const { binds, part: term, type } = slotOf(slot)
    const names = bound(slot)
    const inner = openBlock(current, names)
    const text = printTerm(printing, inner, term, inside(names), passes(slot))
    const isGuard = infersGuard(production, term, scope.length)
    const isTypeNeeded = isGuard || needsType(text, type)
    const result = isTypeNeeded ? `: ${typeName(type)}` : ''
    const shownText = isTypeNeeded ? untyped(text) : text
    const whole =
      inner.lines.length > 0 ? blockText(inner, shownText) : at(shownText, level.conditional + 0.1)
    const given = names.map((bindName, i) =>
      isTyped ? `${bindName}: ${givenType(binds[i] ?? 'n')}` : bindName,
    )
    const used = names.map((_, i) => countUses(term, scope.length + i))
    let shown = [
      ...after,
      ...given.map((text, i) => (used[i] || isTyped ? text : '_'.repeat(i + 1))),
    ]
    if (!isTyped) {
      while (shown.length > 0 && /^_*$/.test(shown.at(-1) ?? '')) shown = shown.slice(0, -1)
    }
    return `(${shown.join(', ')})${result} => ${whole}`
  }

  return {
    part,
    atom(slot, base = 'value') {
      const text = part(slot)
      if (text.level >= level.atom && !/^\[/.test(text.text)) return text
      if (slotOf(slot).part.kind === 'constant') return text
      const made = name(base)
      const isNarrow = text.isLiteral
      const type = isNarrow ? `: ${typeName(slotOf(slot).type)}` : ''
      current.lines.push(`const ${made}${type} = ${text.text}`)
      return { text: made, level: level.atom }
    },
    name,
    body,
    inline,
    arrow,
    isPlain: (slot) => isPlain(slotOf(slot).part, 4),
    isUnchanged(slot, index) {
      const { part } = slotOf(slot)
      return part.kind === 'variable' && part.index === scope.length + index
    },
    isNarrowed: (slot, index, holds) =>
      narrowedBy(slotOf(slot).part, holds).includes(`v${scope.length + index}`),
    uses: (slot, index) => countUses(slotOf(slot).part, scope.length + index),
    bound,
    line: (text) => {
      current.lines.push(text)
    },
    block(head, write) {
      const outer = current
      const inner = openBlock(outer, [])
      current = inner
      write()
      current = outer
      const [only = ''] = inner.lines
      const short = `${head} ${only.replace(/^;/, '')}`
      if (inner.lines.length === 1 && isShort(short)) outer.lines.push(short)
      else outer.lines.push(`${head} {`, ...inner.lines.map(indent), '}')
    },
    assign(slot, texts, target) {
      const bound = texts.findIndex(
        (text) => (typeof text === 'string' ? text : text.text) === target,
      )
      const short = shortened(slotOf(slot).part, scope.length + bound)
      if (short === null) return `${target} = ${body(slot, texts).text}`
      const operand = printTerm(printing, current, short.operand, inside(texts), false)
      return `${target} ${short.operator}= ${operand.text}`
    },
    helper: (helperName, source) => {
      printing.helpers.set(helperName, source)
    },
  }
}

/** One line that reads well as the body of a loop. */
const isShort = (line: string) =>
  line.length <= 80 &&
  !line.includes('\n') &&
  !/^(if|for|while|else)\b.*\) (if|for|while) /.test(line)

const operators: { readonly [production: string]: string } = {
  add: '+',
  sub: '-',
  mul: '*',
  mod: '%',
  concat: '+',
}

/** The operand when a term is `variable operator operand`. */
function shortened(term: Term, variable: number): { operator: string; operand: Term } | null {
  if (term.kind !== 'call') return null
  const operator = operators[term.production.name]
  const [left, right] = term.parts
  if (operator === undefined || !right || left?.kind !== 'variable' || left.index !== variable)
    return null
  return { operator, operand: right }
}

/** A line may hold an arrow function of several. */
export const indent = (line: string) => `  ${line.replaceAll('\n', '\n  ')}`

function blockText(block: Block, result: Text): string {
  const lines = [...block.lines, `return ${result.text}`]
  return `{\n${lines.map((line) => `${indent(line)}\n`).join('')}}`
}

/** `filter((x) => x === 3)` would give a list of the type 3. */
function infersGuard({ name }: Production, test: Term, index: number): boolean {
  return /^(filter|find|every):/.test(name) && guards(test, index) && !isPlainDifference(test)
}

/** A body of literals would give the function a type of literals; an empty list gives it none. */
function needsType(text: Text, type: Type): boolean {
  if (text.text.startsWith('[] as ')) return true
  return text.isLiteral === true && text.level < level.unary && (type === 'n' || type === 's')
}

function isPlain(term: Term, size: number): boolean {
  if (term.kind !== 'call') return true
  if (
    sizeOf(term) > size ||
    term.production.write ||
    term.production.slots.some(({ binds }) => binds.length > 0)
  )
    return false
  return term.parts.every((part) => isPlain(part, size))
}

function countUses(term: Term, index: number): number {
  if (term.kind === 'variable') return term.index === index ? 1 : 0
  if (term.kind === 'constant') return 0
  return term.parts.reduce((sum, part) => sum + countUses(part, index), 0)
}

/** Fits any production's own use of the text: quotes, escapes and signs are in it. */
function literal(value: number | string | boolean): Text {
  if (typeof value === 'number')
    return {
      text: Object.is(value, -0) ? '-0' : String(value),
      level: value < 0 || Object.is(value, -0) ? level.unary : level.atom,
      isLiteral: true,
    }
  if (typeof value === 'boolean') return { text: String(value), level: level.atom, isLiteral: true }
  const quoted = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return { text: `'${quoted}'`, level: level.atom, isLiteral: true }
}
