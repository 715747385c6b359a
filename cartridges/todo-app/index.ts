// A to-do list with a quick way to write. Marks in the text (#tag, !1, due:day, every:days) become fields
// and what is left is the title. A repeating task that is done moves on instead of going away.

type Task = {
  id: number
  title: string
  tags: string[]
  priority: number
  due: string | null
  every: number | null
}
type List = { last: number; done: number; tasks: Task[] }

const maxOpen = 100

function deny(error: string, status = 400): Response {
  const hint =
    'POST / {"text": "Buy milk #home !1 due:2026-11-21 every:7"}; POST /<id>/done {"day": "2026-11-21"}; GET /?tag=home&until=2026-11-30; DELETE /<id>'
  return { status, body: { error, hint } }
}

function isCalendarDay(text: Json | undefined): text is string {
  const ms = typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : null
  return ms !== null && !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text
}

/** The fields of a written line, or what is wrong with it. Words that only look like marks stay words. */
function parse(text: string): Omit<Task, 'id'> | string {
  const title: string[] = []
  const tags = new Set<string>()
  let priority = 3
  let due: string | null = null
  let every: number | null = null
  for (const word of text.trim().split(/\s+/)) {
    const [, name, value = ''] = /^(due|every):(.+)$/.exec(word) ?? []
    if (/^#[\p{L}\p{N}_-]{1,30}$/u.test(word)) tags.add(word.slice(1).toLowerCase())
    else if (/^![1-4]$/.test(word)) priority = Number(word.slice(1))
    else if (name === 'due') {
      if (!isCalendarDay(value)) return `"${word}" is no day`
      due = value
    } else if (name === 'every') {
      every = /^\d{1,3}$/.test(value) ? Number(value) : 0
      if (every < 1 || every > 365) return `"${word}" must be 1 to 365 days`
    } else title.push(word)
  }
  if (title.join('') === '') return 'a task needs a title'
  if (tags.size > 8) return 'a task has at most 8 tags'
  return { title: title.join(' '), tags: [...tags], priority, due, every }
}

const farAway = '9999-12-31'
const order = (a: Task, b: Task) =>
  (a.due ?? farAway).localeCompare(b.due ?? farAway) || a.priority - b.priority || a.id - b.id

export function handle({ method, path, query, body, payment }: Request): Response {
  const owner = payment?.payer.toLowerCase() ?? 'anyone'
  const list = (kv.get(owner) as List | undefined) ?? { last: 0, done: 0, tasks: [] }
  const fields = body !== null && typeof body === 'object' && !Array.isArray(body) ? body : {}
  if (path === '/' && method === 'GET') {
    const { tag, until } = query
    if (until !== undefined && !isCalendarDay(until)) return deny('"until" must be a day')
    const tasks = list.tasks
      .filter(({ tags }) => tag === undefined || tags.includes(tag.toLowerCase()))
      .filter(({ due }) => until === undefined || (due !== null && due <= until))
      .sort(order)
    return { body: { open: list.tasks.length, done: list.done, tasks } }
  }
  if (path === '/' && method === 'POST') {
    const { text } = fields
    if (typeof text !== 'string' || text.length > 300)
      return deny('"text" must be text of at most 300 characters')
    const parsed = parse(text)
    if (typeof parsed === 'string') return deny(parsed)
    if (list.tasks.length >= maxOpen) return deny(`${maxOpen} tasks are open already`, 409)
    const task: Task = { id: list.last + 1, ...parsed }
    kv.set(owner, { ...list, last: task.id, tasks: [...list.tasks, task] })
    return { body: task }
  }
  const [, digits, action] = /^\/(\d{1,6})(\/done)?$/.exec(path) ?? []
  const task = list.tasks.find(({ id }) => id === Number(digits))
  if (digits === undefined) return deny('there is no such path')
  if (!task) return deny(`there is no open task ${Number(digits)}`, 404)
  const rest = list.tasks.filter((other) => other !== task)
  if (method === 'DELETE' && action === undefined) kv.set(owner, { ...list, tasks: rest })
  if (method !== 'POST' || action === undefined) return { body: task }

  const { day } = fields
  const done = list.done + 1
  if (task.every === null) {
    kv.set(owner, { ...list, done, tasks: rest })
    return { body: task }
  }
  if (!isCalendarDay(day)) return deny('"day" must tell when the repeating task was done')
  const due = new Date(Date.parse(day) + task.every * 86_400_000).toISOString().slice(0, 10)
  const next = { ...task, due }
  kv.set(owner, { ...list, done, tasks: [...rest, next] })
  return { body: next }
}
