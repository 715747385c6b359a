// An org chart from a flat list. People who report to each other in a circle cannot be drawn, so the
// circle is named instead.

type JsonObject = { readonly [key: string]: Json }
type Person = { id: string; name: string; role: string; manager: string | null }
type Node = {
  id: string
  name: string
  role: string
  level: number
  below: number
  reports: Node[]
}

/** Answers nest two deep a level, and at most 64 deep. */
const maxLevels = 24

class BadInput extends Error {}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isLine = (value: Json | undefined, least: number): value is string =>
  typeof value === 'string' &&
  value.trim().length >= least &&
  value.length <= 80 &&
  !/\p{Cc}/u.test(value)

function readPeople(value: Json | undefined): Map<string, Person> {
  if (!Array.isArray(value) || value.length === 0 || value.length > 500)
    throw new BadInput('"people" must be a list of 1 to 500')
  const people = new Map<string, Person>()
  for (const [index, item] of value.entries()) {
    const where = `people[${index}]`
    const { id, name, role = '', manager = null } = isObject(item) ? item : {}
    if (!isLine(id, 1) || !isLine(name, 1) || !isLine(role, 0))
      throw new BadInput(`${where} needs "id" and "name", each one line of at most 80 characters`)
    if (manager !== null && typeof manager !== 'string')
      throw new BadInput(`${where}.manager must be an id or null`)
    if (people.has(id)) throw new BadInput(`${where}: the id "${id}" is there twice`)
    people.set(id, { id, name, role, manager })
  }
  for (const { name, manager } of people.values())
    if (manager !== null && !people.has(manager))
      throw new BadInput(`the manager "${manager.slice(0, 80)}" of ${name} is not in the list`)
  return people
}

/** The ids of a circle, or null. */
function circleOf(people: ReadonlyMap<string, Person>): string[] | null {
  const safe = new Set<string>()
  for (const start of people.keys()) {
    const path: string[] = []
    for (
      let at: string | null = start;
      at !== null && !safe.has(at);
      at = people.get(at)?.manager ?? null
    ) {
      if (path.includes(at)) return path.slice(path.indexOf(at))
      path.push(at)
    }
    for (const id of path) safe.add(id)
  }
  return null
}

function build(people: ReadonlyMap<string, Person>): Map<string, Node> {
  const nodes = new Map(
    [...people.values()].map(({ id, name, role }): [string, Node] => [
      id,
      { id, name, role, level: 1, below: 0, reports: [] },
    ]),
  )
  for (const { id, manager } of people.values()) {
    const [node, above] = [nodes.get(id), manager === null ? undefined : nodes.get(manager)]
    if (node && above) above.reports.push(node)
  }
  return nodes
}

/** Sets levels from the top and counts from the bottom. */
function measure(node: Node, level: number): number {
  node.level = level
  node.reports.sort((a, b) => (a.name < b.name ? -1 : 1))
  node.below = node.reports.reduce((sum, report) => sum + 1 + measure(report, level + 1), 0)
  return node.below
}

const flat = (nodes: readonly Node[]): Node[] =>
  nodes.flatMap((node) => [node, ...flat(node.reports)])

function draw(nodes: readonly Node[], indent = ''): string[] {
  return nodes.flatMap((node, index) => {
    const isLast = index === nodes.length - 1
    const isTop = node.level === 1
    const line = `${indent}${isTop ? '' : isLast ? '└─ ' : '├─ '}${node.name}${node.role ? `, ${node.role}` : ''}${node.below > 0 ? ` (${node.below})` : ''}`
    return [line, ...draw(node.reports, isTop ? indent : `${indent}${isLast ? '   ' : '│  '}`)]
  })
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"people": [{"id": "a", "name": "Ada", "role": "CEO"}, {"id": "b", "name": "Bob", "manager": "a"}], "root": "a"}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const people = readPeople(body.people)
    const circle = circleOf(people)
    if (circle)
      throw new BadInput(
        `these report to each other in a circle: ${[...circle, circle[0]].map((id) => people.get(id ?? '')?.name).join(' → ')}`,
      )
    const nodes = build(people)
    const { root } = body
    if (root !== undefined && !(typeof root === 'string' && nodes.has(root)))
      throw new BadInput('"root" is no id of the list')
    const heads = [...people.values()].filter(({ id, manager }) =>
      root === undefined ? manager === null : id === root,
    )
    const tree = heads
      .map(({ id }) => nodes.get(id))
      .filter((node) => node !== undefined)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const node of tree) measure(node, 1)
    const all = flat(tree)
    const levels = Math.max(...all.map(({ level }) => level))
    if (levels > maxLevels)
      throw new BadInput(
        `the tree has ${levels} levels, ${maxLevels} can be answered; ask for a part with "root"`,
      )
    const managers = all.filter(({ reports }) => reports.length > 0)
    const busiest = managers.toSorted((a, b) => b.reports.length - a.reports.length)[0]
    const mean =
      managers.length === 0
        ? 0
        : Math.round(
            (10 * managers.reduce((sum, { reports }) => sum + reports.length, 0)) / managers.length,
          ) / 10
    return {
      body: {
        tree,
        levels,
        span: { mean, most: busiest?.reports.length ?? 0, who: busiest?.name ?? null },
        text: draw(tree).join('\n'),
      },
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
