// Signatures the enumeration can work with: one function of numbers, strings, booleans and lists of them.

/** n number, s string, b boolean, N number[], S string[]. */
export type Type = 'n' | 's' | 'b' | 'N' | 'S'

export type FunctionSignature = {
  readonly name: string
  readonly parameters: readonly { readonly name: string; readonly type: Type }[]
  readonly result: Type
  /** A list that came in may not be handed out where a mutable one is promised. */
  readonly copiesLists: boolean
}

const types: { readonly [text: string]: Type } = {
  number: 'n',
  string: 's',
  boolean: 'b',
  'number[]': 'N',
  'string[]': 'S',
  'Array<number>': 'N',
  'Array<string>': 'S',
}

/** null for everything else. */
export function parseSignature(signature: string): FunctionSignature | null {
  const match = /^export function (\w+)\(([^()]*)\): ([\w[\]<> ]+)$/.exec(
    signature.replace(/\s+/g, ' ').trim(),
  )
  if (!match) return null
  const [, name = '', list = '', resultText = ''] = match
  const parameters: { name: string; type: Type }[] = []
  for (const part of list.split(',')) {
    if (part.trim() === '') continue
    const [parameter = '', text] = part.split(':').map((side) => side.trim())
    const type = typeOf(text ?? '')
    if (!type || !/^\w+$/.test(parameter)) return null
    parameters.push({ name: parameter, type })
  }
  const result = typeOf(resultText)
  return result
    ? { name, parameters, result, copiesLists: /\breadonly\b|Readonly/.test(list) }
    : null
}

function typeOf(text: string): Type | undefined {
  const plain = text
    .replace(/^readonly /, '')
    .replace(/^ReadonlyArray</, 'Array<')
    .trim()
  return Object.hasOwn(types, plain) ? types[plain] : undefined
}
