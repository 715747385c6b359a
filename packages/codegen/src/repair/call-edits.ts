// Edits of calls: a sister method, arguments swapped or left out, a step put behind or taken away, a sort
// without or with the right comparison.
import { type Draft, draft } from './edit.ts'
import { isValue, type Pool } from './pool.ts'
import { isList, kindOf, mayBeAbsent, type Node } from './program.ts'

const families = [
  ['pop', 'shift'],
  ['push', 'unshift'],
  ['indexOf', 'lastIndexOf'],
  ['find', 'findLast'],
  ['findIndex', 'findLastIndex'],
  ['some', 'every'],
  ['map', 'flatMap', 'filter'],
  ['min', 'max'],
  ['floor', 'ceil', 'round', 'trunc'],
  ['keys', 'values', 'entries'],
  ['startsWith', 'endsWith', 'includes'],
  ['padStart', 'padEnd'],
  ['toUpperCase', 'toLowerCase'],
  ['trim', 'trimStart', 'trimEnd'],
  ['replace', 'replaceAll'],
  ['slice', 'splice'],
  ['reduce', 'reduceRight'],
  ['sort', 'toSorted'],
  ['reverse', 'toReversed'],
  ['add', 'delete', 'has'],
  ['get', 'has', 'delete'],
  ['charCodeAt', 'codePointAt'],
  ['test', 'exec'],
] as const

const appended: { readonly [kind: string]: readonly string[] } = {
  string: [
    '.trim()',
    '.toLowerCase()',
    '.toUpperCase()',
    ".padStart(2, '0')",
    ".padStart(3, '0')",
    '.slice(1)',
    '.slice(0, -1)',
    '.slice(-1)',
  ],
  list: [
    '.slice(1)',
    '.slice(0, -1)',
    '.reverse()',
    '.sort((a, b) => a - b)',
    '.sort()',
    '.flat()',
    '.slice()',
  ],
}
const maxArguments = 12

export function callEdits(node: Node, pool: Pool): Draft[] {
  const found: Draft[] = []
  if (node.kind === 'PropertyAccessExpression') found.push(...sisters(node))
  if (node.kind === 'CallExpression') found.push(...argumentEdits(node, pool))
  if (
    isValue(node) &&
    /^(CallExpression|Identifier|PropertyAccessExpression|NonNullExpression|TemplateExpression)$/.test(
      node.kind,
    ) &&
    !mayBeAbsent(node.type)
  ) {
    const isCallee = node.parent?.kind === 'CallExpression' && node.parent.children[0] === node
    const isStatement = node.parent?.kind === 'ExpressionStatement'
    const texts = appended[isList(node.type) ? 'list' : kindOf(node.type)] ?? []
    if (!isCallee && !isStatement)
      for (const text of texts)
        if (!node.text.endsWith(text)) found.push(draft('append', node, node, text))
    if (isList(node.type) && node.parent?.kind === 'ForOfStatement')
      found.push(draft('append', node, '[...', node, '].reverse()'))
  }
  return found
}

function sisters(node: Node): Draft[] {
  const name = node.children.at(-1)
  if (name?.kind !== 'Identifier') return []
  const others = new Set(
    families.filter((family) => family.some((member) => member === name.text)).flat(),
  )
  others.delete(name.text as (typeof families)[number][number])
  return [...others].map((other) => ({
    kind: 'method',
    place: node,
    changes: [{ start: name.start, end: name.end, pieces: [other] }],
  }))
}

function argumentEdits(node: Node, pool: Pool): Draft[] {
  const [callee] = node.children
  if (!callee) return []
  const given = node.children
    .slice(1)
    .filter(({ kind, start }) => kind !== 'QuestionDotToken' && start > callee.end)
  const found: Draft[] = []
  for (const [i, one] of given.entries()) {
    const next = given[i + 1]
    if (next)
      found.push({
        kind: 'arguments',
        place: node,
        changes: [{ start: one.start, end: next.end, pieces: [next, ', ', one] }],
      })
  }
  const last = given.at(-1)
  if (last) {
    const from = given.at(-2)?.end ?? last.start
    found.push({
      kind: 'arguments',
      place: node,
      changes: [{ start: from, end: last.end, pieces: [] }],
    })
  }
  const method =
    callee.kind === 'PropertyAccessExpression' ? callee.children.at(-1)?.text : undefined
  const receiver = callee.kind === 'PropertyAccessExpression' ? callee.children[0] : undefined
  if ((method === 'sort' || method === 'toSorted') && given.length === 0 && receiver)
    for (const text of ['(a, b) => a - b', '(a, b) => b - a'])
      found.push(draft('comparator', node, receiver, `.${method}(${text})`))
  if (
    receiver &&
    given.length === 1 &&
    given[0] &&
    kindOf(receiver.type) === kindOf(given[0].type) &&
    method
  )
    found.push(draft('comparator', node, given[0], `.${method}(`, receiver, ')'))
  if (
    receiver &&
    kindOf(receiver.type) === kindOf(node.type) &&
    node.parent?.kind !== 'ExpressionStatement' &&
    !mayBeAbsent(node.type)
  )
    found.push(draft('unwrap', node, receiver))
  if (!receiver || receiver.text === 'Math')
    for (const one of given)
      if (kindOf(one.type) === kindOf(node.type)) found.push(draft('unwrap', node, one))
  if (method === 'slice' || method === 'indexOf' || method === 'substring') {
    const numbers = [...pool.sameKind(node, 'number').slice(0, maxArguments), '-1', '1', '0']
    if (last && given.length === 1)
      for (const text of numbers)
        found.push({
          kind: 'arguments',
          place: node,
          changes: [{ start: last.end, end: last.end, pieces: [`, ${text}`] }],
        })
  }
  return found
}
