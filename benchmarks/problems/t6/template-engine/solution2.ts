export type Value = string | number | boolean | Value[] | { [name: string]: Value }

type Node =
  | { kind: 'text'; text: string }
  | { kind: 'value'; path: string }
  | { kind: 'if'; path: string; yes: Node[]; no: Node[] }
  | { kind: 'each'; path: string; body: Node[] }

type Open = { node: Node | null; into: Node[] }

/** A tree of nodes, made with a stack of the blocks that are open. */
function parse(template: string): Node[] {
  const root: Node[] = []
  const open: Open[] = [{ node: null, into: root }]
  let rest = template
  while (rest !== '') {
    const top = open[open.length - 1]!
    const start = rest.indexOf('{{')
    const end = start < 0 ? -1 : rest.indexOf('}}', start)
    if (end < 0) {
      top.into.push({ kind: 'text', text: rest })
      break
    }
    top.into.push({ kind: 'text', text: rest.slice(0, start) })
    const tag = rest.slice(start + 2, end)
    rest = rest.slice(end + 2)
    if (tag === 'end') {
      open.pop()
      if (open.length === 0) throw new Error('one end too many')
    } else if (tag === 'else') {
      if (top.node?.kind !== 'if') throw new Error('else without if')
      top.into = top.node.no
    } else if (tag.startsWith('if ')) {
      const node: Node = { kind: 'if', path: tag.slice(3), yes: [], no: [] }
      top.into.push(node)
      open.push({ node, into: node.yes })
    } else if (tag.startsWith('each ')) {
      const node: Node = { kind: 'each', path: tag.slice(5), body: [] }
      top.into.push(node)
      open.push({ node, into: node.body })
    } else top.into.push({ kind: 'value', path: tag })
  }
  if (open.length > 1) throw new Error('an end is missing')
  return root
}

const isRecord = (value: Value | undefined): value is { [name: string]: Value } =>
  typeof value === 'object' && !Array.isArray(value)

export function render(template: string, data: { [name: string]: Value }): string {
  const write = (
    nodes: Node[],
    names: { [name: string]: Value },
    item: Value | undefined,
  ): string => {
    const find = (path: string): Value | undefined => {
      if (path === '.') return item
      let value: Value | undefined = names
      for (const name of path.split('.'))
        value = isRecord(value) && Object.keys(value).includes(name) ? value[name] : undefined
      return value
    }
    return nodes
      .map((node): string => {
        if (node.kind === 'text') return node.text
        const value = find(node.path)
        if (node.kind === 'value') return typeof value === 'object' ? '' : `${value ?? ''}`
        if (node.kind === 'if') {
          const isFalse =
            value === undefined ||
            value === false ||
            value === 0 ||
            value === '' ||
            (Array.isArray(value) && value.length === 0)
          return write(isFalse ? node.no : node.yes, names, item)
        }
        if (!Array.isArray(value)) return ''
        return value
          .map((one) => write(node.body, isRecord(one) ? { ...names, ...one } : names, one))
          .join('')
      })
      .join('')
  }
  return write(parse(template), data, undefined)
}
