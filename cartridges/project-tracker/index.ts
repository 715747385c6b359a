// A project plan by the critical path method: forwards for the earliest days, backwards for the latest.
// A task whose two agree has no slack; if it is late, so is everything.

type Task = { id: string; days: number; after: string[]; done: boolean }
type Planned = { id: string; start: number; end: number; slack: number; done: boolean }

const maxTasks = 200

/** A checked task, or what is wrong with it. */
function readTask(given: Json, index: number): Task | string {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return `task ${index + 1} must be an object`
  const { id, days, after = [], done = false } = given
  if (typeof id !== 'string' || id.trim() === '' || id.length > 40)
    return `the "id" of task ${index + 1} must be 1 to 40 characters`
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 0 || days > 1000)
    return `"days" of "${id}" must be a whole number from 0 to 1000`
  if (typeof done !== 'boolean') return `"done" of "${id}" must be true or false`
  const names = Array.isArray(after) ? after.filter((name) => typeof name === 'string') : null
  if (names === null || !Array.isArray(after) || names.length < after.length)
    return `"after" of "${id}" must be a list of ids`
  return { id, days, after: names, done }
}

function readTasks(given: Json | undefined): Task[] | string {
  if (!Array.isArray(given) || given.length === 0 || given.length > maxTasks)
    return `"tasks" must be a list of 1 to ${maxTasks}`
  const tasks: Task[] = []
  for (const [index, item] of given.entries()) {
    const task = readTask(item, index)
    if (typeof task === 'string') return task
    tasks.push(task)
  }
  const ids = new Set(tasks.map(({ id }) => id))
  if (ids.size < tasks.length) return 'two tasks have one id'
  for (const { id, after } of tasks) {
    const unknown = after.find((name) => !ids.has(name))
    if (unknown !== undefined) return `"${id}" waits for "${unknown}", which is no task`
  }
  return tasks
}

/** The tasks so that each comes behind all it waits for; those of a circle are left out. */
function inOrder(tasks: readonly Task[]): Task[] {
  const placed = new Set<string>()
  const order: Task[] = []
  for (let open = [...tasks]; ; ) {
    const free = open.filter(({ after }) => after.every((name) => placed.has(name)))
    if (free.length === 0) return order
    for (const task of free) {
      placed.add(task.id)
      order.push(task)
    }
    open = open.filter(({ id }) => !placed.has(id))
  }
}

function planOf(order: readonly Task[]): Planned[] {
  const ends = new Map<string, number>()
  for (const { id, days, after } of order)
    ends.set(id, Math.max(0, ...after.map((name) => ends.get(name) ?? 0)) + days)
  const total = Math.max(...ends.values())
  const latest = new Map(order.map(({ id }) => [id, total]))
  for (const { id, days, after } of [...order].reverse()) {
    const start = (latest.get(id) ?? total) - days
    for (const name of after) latest.set(name, Math.min(latest.get(name) ?? total, start))
  }
  return order.map(({ id, days, done }) => {
    const end = ends.get(id) ?? 0
    return { id, start: end - days, end, slack: (latest.get(id) ?? end) - end, done }
  })
}

export function handle({ body }: Request): Response {
  const hint =
    '{"tasks": [{"id": "walls", "days": 3}, {"id": "roof", "days": 2, "after": ["walls"]}]}'
  const bad = (error: string): Response => ({ status: 400, body: { error, hint } })
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return bad('the body must be an object')
  const tasks = readTasks(body.tasks)
  if (typeof tasks === 'string') return bad(tasks)
  const order = inOrder(tasks)
  if (order.length < tasks.length) {
    const ordered = new Set(order)
    const stuck = tasks.filter((task) => !ordered.has(task)).map(({ id }) => id)
    return bad(`these tasks wait for each other: ${stuck.join(', ')}`)
  }
  const plan = planOf(order)
  const done = new Set(tasks.filter((task) => task.done).map(({ id }) => id))
  const allDays = tasks.reduce((sum, { days }) => sum + days, 0)
  const doneDays = tasks.reduce((sum, task) => sum + (task.done ? task.days : 0), 0)
  return {
    body: {
      days: Math.max(...plan.map(({ end }) => end)),
      percent: allDays === 0 ? 0 : Math.round((doneDays / allDays) * 1000) / 10,
      critical: plan.filter(({ slack }) => slack === 0).map(({ id }) => id),
      ready: order
        .filter((task) => !task.done && task.after.every((name) => done.has(name)))
        .map(({ id }) => id),
      tasks: plan,
    },
  }
}
