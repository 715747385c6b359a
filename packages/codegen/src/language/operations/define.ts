// Short forms for rows of the table. A template names its slots `$0`, `$1`…; a slot before a dot or a
// bracket gets parentheses where a receiver needs them, a lambda slot is the whole arrow function.
import { at, level, type Production, type Slot, type Text, untyped, value } from '../production.ts'
import { elementOf, type Type, typeName } from '../type.ts'

type Print = Production['print']

/** One production; `print` is a template or a function. */
export function define(
  name: string,
  gives: Type,
  slots: readonly (Type | Slot)[],
  weight: number,
  doc: string,
  apply: Production['apply'],
  print: string | Print,
  more: Partial<Production> = {},
): Production {
  return {
    name,
    gives,
    slots: slots.map((slot) => (typeof slot === 'string' ? value(slot) : slot)),
    weight,
    doc,
    apply,
    print: typeof print === 'string' ? template(print) : print,
    ...more,
  }
}

/** A production that prints statements. */
export function write(
  name: string,
  gives: Type,
  slots: readonly (Type | Slot)[],
  weight: number,
  doc: string,
  apply: Production['apply'],
  writer: NonNullable<Production['write']>,
  more: Partial<Production> = {},
): Production {
  return define(name, gives, slots, weight, doc, apply, '', { write: writer, ...more })
}

const place = /\$(\d)(?=([.[])?)/g

export function template(pattern: string, own = levelOf(pattern)): Print {
  return (parts) => ({
    text: pattern.replace(place, (matched, digit: string, access?: string) => {
      const part = parts[Number(digit)]
      if (!part) throw new RangeError(`no part for ${matched} of ${pattern}`)
      return access ? receiver(part) : at(part, level.conditional)
    }),
    level: own,
  })
}

function levelOf(pattern: string): number {
  if (/ \?\? (0|''|\[\])$/.test(pattern)) return level.nullish
  return pattern.startsWith('[') && pattern.endsWith(']') ? level.atom : level.call
}

/** What stands before a dot; a bare number cannot. */
export function receiver(part: Text): string {
  return /^\d/.test(part.text) ? `(${part.text})` : at(part, level.call)
}

/** A left-associative operator. */
export const infix =
  (symbol: string, own: number): Print =>
  ([a, b]) => ({ text: `${at(a, own)} ${symbol} ${at(b, own + 1)}`, level: own })

export const call =
  (name: string): Print =>
  (parts) => ({
    text: `${name}(${parts.map((part) => at(part, level.conditional)).join(', ')})`,
    level: level.call,
  })

export const textOf = (text: string, own: number = level.call): Text => ({ text, level: own })
export const nameOf = (text: string): Text => ({ text, level: level.atom })

/** `list.reduce(f, from)`, with the type that TypeScript would else read too narrowly off `from`. */
export const reduction =
  (receiverOf: (list: Text) => string, type: Type): Print =>
  ([list, from, f]) => {
    const needsType = elementOf(type) !== null || (from?.isLiteral && from.level < level.unary)
    const generic = needsType ? `<${typeName(type)}>` : ''
    return textOf(
      `${list ? receiverOf(list) : ''}.reduce${generic}(${f?.text}, ${at(from && untyped(from), level.conditional)})`,
    )
  }
export const ofList = (list: Text) => at(list, level.call)
export const ofChars = (text: Text) => `[...${at(text, level.nullish)}]`
