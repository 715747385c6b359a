export type Value = string | number | boolean | Value[] | { [name: string]: Value }

type Scope = { item: Value | undefined; outer: Scope | null }

function fieldOf(value: Value | undefined, name: string): Value | undefined {
  if (typeof value !== 'object' || Array.isArray(value)) return undefined
  return Object.hasOwn(value, name) ? value[name] : undefined
}

function lookUp(scope: Scope, path: string): Value | undefined {
  if (path === '.') return scope.outer ? scope.item : undefined
  const [first, ...rest] = path.split('.')
  let value: Value | undefined
  for (let at: Scope | null = scope; at && value === undefined; at = at.outer)
    value = fieldOf(at.item, first!)
  return rest.reduce(fieldOf, value)
}

export function render(template: string, data: { [name: string]: Value }): string {
  // Texts at even places, what stood between braces at odd ones.
  const pieces = template.split(/\{\{(.*?)\}\}/)
  let at = 0

  /** Up to the `else` or `end` that closes this part, which is returned too. Without a scope nothing is looked up. */
  const part = (scope: Scope | null): { text: string; closing: string | undefined } => {
    let text = ''
    for (;;) {
      text += pieces[at++] ?? ''
      const tag = pieces[at++]
      if (tag === undefined || tag === 'end' || tag === 'else') return { text, closing: tag }
      const [word, path] = tag.split(' ')
      if (path === undefined) text += scope ? shown(lookUp(scope, tag)) : ''
      else text += block(word === 'if', scope && lookUp(scope, path), scope)
    }
  }
  const block = (isIf: boolean, value: Value | null | undefined, scope: Scope | null): string => {
    const start = at
    let text = ''
    let closing: string | undefined
    if (isIf) {
      const isTrue = isTruthy(value)
      const first = part(isTrue ? scope : null)
      const second = first.closing === 'else' ? part(isTrue ? null : scope) : null
      closing = (second ?? first).closing
      text = isTrue ? first.text : (second?.text ?? '')
    } else {
      closing = part(null).closing
      for (const item of Array.isArray(value) ? value : []) {
        at = start
        text += part({ item, outer: scope }).text
      }
    }
    if (closing !== 'end') throw new Error('a block without an end')
    return text
  }

  const { text, closing } = part({ item: data, outer: null })
  if (closing !== undefined) throw new Error(`${closing} without a block`)
  return text
}

const isTruthy = (value: Value | null | undefined) =>
  Array.isArray(value) ? value.length > 0 : Boolean(value)

const shown = (value: Value | undefined) =>
  !value || typeof value === 'object' ? '' : String(value)
