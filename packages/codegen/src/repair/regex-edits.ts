// Edits of regular expressions, on their text: classes, repetitions, anchors, flags.
import { type Draft, draft } from './edit.ts'
import type { Node } from './program.ts'

const members = [
  '(',
  ')',
  '\\[',
  '\\]',
  '{',
  '}',
  '<',
  '>',
  '.',
  ',',
  ';',
  ':',
  "'",
  '"',
  '\\s',
  '\\d',
  '\\w',
  '_',
  '-',
  '+',
  '*',
  '\\/',
  '\\\\',
  '\\n',
  'a-z',
  'A-Z',
  '0-9',
  '=',
  '!',
  '?',
  '#',
  '@',
  '&',
  '|',
  '%',
  '$',
]
const escapes: { readonly [text: string]: readonly string[] } = {
  '\\d': ['\\w', '[0-9a-f]'],
  '\\w': ['\\d', '[a-z]', '[A-Za-z]', '\\S'],
  '\\s': ['\\S', ' ', '\\s*'],
  '\\S': ['\\s', '\\w'],
  '\\b': ['', '\\B'],
}

export function regexEdits(node: Node): Draft[] {
  if (node.kind !== 'RegularExpressionLiteral') return []
  const close = node.text.lastIndexOf('/')
  const body = node.text.slice(1, close)
  const flags = node.text.slice(close + 1)
  const found = new Set<string>()
  const add = (text: string, otherFlags = flags) => {
    if (text !== '' && !text.startsWith('*')) found.add(`/${text}/${otherFlags}`)
  }
  for (const { start, text } of partsOf(body)) {
    const put = (other: string) =>
      add(body.slice(0, start) + other + body.slice(start + text.length))
    if (text.startsWith('[')) {
      const isNot = text.startsWith('[^')
      const inner = text.slice(isNot ? 2 : 1, -1)
      put(isNot ? `[${inner}]` : `[^${inner}]`)
      if (inner.includes('A-z')) put(text.replace('A-z', 'A-Za-z'))
      // A minus only stands for itself at the end.
      for (const member of members)
        if (!inner.includes(member)) put(`${text.slice(0, -1)}${member}]`)
      for (const member of inner.match(/\\.|.-.|[\s\S]/g) ?? []) put(text.replace(member, ''))
      put(`${text}+`)
    } else if (/^[+*?]$/.test(text)) {
      for (const other of ['+', '*', '?', '', '+?', '*?']) if (other !== text) put(other)
    } else if (text.startsWith('\\')) {
      for (const other of escapes[text] ?? []) put(other)
      if (/^\\[dws]$/i.test(text)) put(`${text}+`)
    } else if (text === '.') {
      for (const other of ['\\.', '[^]', '.*', '.+']) put(other)
    } else if (text === '^' || text === '$') put('')
    else if (/^\{\d+(,\d*)?\}$/.test(text))
      for (const other of ['+', '*', ...neighbours(text)]) put(other)
  }
  if (!body.startsWith('^')) add(`^${body}`)
  if (!body.endsWith('$')) add(`${body}$`)
  if (!body.startsWith('^') && !body.endsWith('$')) add(`^(?:${body})$`)
  for (const flag of ['g', 'i', 'm', 's', 'u'])
    add(body, flags.includes(flag) ? flags.replace(flag, '') : flags + flag)
  return [...found].map((text) => draft('regex', node, text))
}

function neighbours(repetition: string): string[] {
  return [...repetition.matchAll(/\d+/g)].flatMap(({ 0: digits, index }) =>
    [Number(digits) - 1, Number(digits) + 1]
      .filter((count) => count >= 0)
      .map((count) => repetition.slice(0, index) + count + repetition.slice(index + digits.length)),
  )
}

function partsOf(body: string): { start: number; text: string }[] {
  return [...body.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|[\s\S]/g)].map(
    ({ 0: text, index }) => ({ start: index, text }),
  )
}
