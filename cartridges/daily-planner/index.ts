// Plans a day: what has its time stays, what has none is fitted between by priority and deadline. Tasks
// that may be split fill gaps, never in pieces shorter than the least, and what finds no room says why.

type Span = { from: number; to: number }
type Task = Span & {
  title: string
  minutes: number
  priority: number
  split: boolean
}
type Slot = Span & { title: string; kind: 'fixed' | 'task' }
type JsonObject = { readonly [key: string]: Json }

class Unplannable extends Error {}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function minuteOf(value: Json | undefined, where: string, usual?: number): number {
  if (value === undefined && usual !== undefined) return usual
  const [, hours, minutes] =
    typeof value === 'string' ? (/^([01]\d|2[0-4]):([0-5]\d)$/.exec(value) ?? []) : []
  const total = Number(hours) * 60 + Number(minutes)
  if (hours === undefined || total > 1440)
    throw new Unplannable(`${where} must be a time like 09:30`)
  return total
}

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

function wholeOf(value: Json | undefined, where: string, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw new Unplannable(`${where} must be a whole number from ${least} to ${most}`)
  return value
}

function titleOf(value: Json | undefined, where: string): string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > 80)
    throw new Unplannable(`${where} must be text of 1 to 80 characters`)
  return value.trim()
}

function listOf(value: Json | undefined, where: string): JsonObject[] {
  const list = value ?? []
  if (!Array.isArray(list) || list.length > 40 || !list.every(isObject))
    throw new Unplannable(`${where} must be a list of at most 40 objects`)
  return list as JsonObject[]
}

function fixedOf(given: JsonObject, index: number): Slot {
  const where = `fixed[${index}]`
  const from = minuteOf(given.at, `${where}.at`)
  const to = from + wholeOf(given.minutes, `${where}.minutes`, 5, 1440)
  if (to > 1440) throw new Unplannable(`${where} goes past midnight`)
  return { from, to, title: titleOf(given.title, `${where}.title`), kind: 'fixed' }
}

function taskOf(given: JsonObject, index: number, day: Span): Task {
  const where = `tasks[${index}]`
  const { split = false, priority = 2 } = given
  if (typeof split !== 'boolean') throw new Unplannable(`${where}.split must be true or false`)
  return {
    title: titleOf(given.title, `${where}.title`),
    minutes: wholeOf(given.minutes, `${where}.minutes`, 5, 720),
    priority: wholeOf(priority, `${where}.priority`, 1, 3),
    from: Math.max(day.from, minuteOf(given.after, `${where}.after`, day.from)),
    to: Math.min(day.to, minuteOf(given.before, `${where}.before`, day.to)),
    split,
  }
}

/** What is free of `span` when the slots and the pause around each of them are taken away. */
function gapsIn(span: Span, slots: readonly Slot[], pause: number): Span[] {
  const gaps: Span[] = []
  let from = span.from
  for (const slot of [...slots].sort((a, b) => a.from - b.from)) {
    const to = Math.min(slot.from - pause, span.to)
    if (to > from) gaps.push({ from, to })
    from = Math.max(from, slot.to + pause)
  }
  if (span.to > from) gaps.push({ from, to: span.to })
  return gaps
}

/** The slots of a task, as early as can be; none when it does not fit as a whole. */
function place(task: Task, slots: readonly Slot[], pause: number, least: number): Slot[] {
  const gaps = gapsIn(task, slots, pause)
  const { title } = task
  const whole = gaps.find(({ from, to }) => to - from >= task.minutes)
  if (whole) return [{ from: whole.from, to: whole.from + task.minutes, title, kind: 'task' }]
  if (!task.split) return []
  const pieces: Slot[] = []
  let open = task.minutes
  for (const { from, to } of gaps) {
    let size = Math.min(open, to - from)
    // No piece may be left over that is shorter than the least.
    if (open > size && open - size < least) size = open - least
    if (size < Math.min(least, open)) continue
    pieces.push({ from, to: from + size, title, kind: 'task' })
    open -= size
    if (open === 0) break
  }
  if (open > 0) return []
  return pieces.map((piece, i) => ({ ...piece, title: `${title} (${i + 1}/${pieces.length})` }))
}

function whyNot(task: Task, day: Span, fixed: readonly Slot[], pause: number): string {
  if (task.to - task.from < task.minutes) return 'it is longer than the time it may be done in'
  const free = gapsIn(task, fixed, pause).reduce((sum, { from, to }) => sum + to - from, 0)
  if (free < task.minutes) return 'what is fixed leaves too little time'
  const isWindow = task.from > day.from || task.to < day.to
  return isWindow ? 'its time is taken by what comes first' : 'the day is full'
}

function plan(body: JsonObject): Json {
  const day = { from: minuteOf(body.from, '"from"', 480), to: minuteOf(body.to, '"to"', 1080) }
  if (day.to - day.from < 30) throw new Unplannable('"to" must be half an hour after "from"')
  const pause = wholeOf(body.pause ?? 5, '"pause"', 0, 60)
  const least = wholeOf(body.least ?? 25, '"least"', 5, 120)
  const fixed = listOf(body.fixed, '"fixed"').map(fixedOf)
  const tasks = listOf(body.tasks, '"tasks"').map((task, i) => taskOf(task, i, day))
  if (tasks.length + fixed.length === 0) throw new Unplannable('there is nothing to plan')

  const ordered = [...fixed].sort((a, b) => a.from - b.from)
  const clashes = ordered.flatMap((slot, i) =>
    ordered
      .slice(i + 1)
      .filter((other) => other.from < slot.to)
      .map((other) => `${slot.title} and ${other.title}`),
  )
  const slots = [...fixed]
  const unplaced: { title: string; why: string }[] = []
  const turn = [...tasks].sort(
    (a, b) => a.priority - b.priority || a.to - b.to || b.minutes - a.minutes,
  )
  for (const task of turn) {
    const placed = place(task, slots, pause, least)
    slots.push(...placed)
    if (placed.length === 0)
      unplaced.push({ title: task.title, why: whyNot(task, day, fixed, pause) })
  }
  const rows = slots.sort((a, b) => a.from - b.from || a.to - b.to)
  const free = gapsIn(day, rows, 0).map(({ from, to }) => ({ from: clock(from), to: clock(to) }))
  return {
    plan: rows.map(({ from, to, title, kind }) => {
      return { from: clock(from), to: clock(to), title, kind }
    }),
    unplaced,
    clashes,
    free,
    freeMinutes: gapsIn(day, rows, 0).reduce((sum, { from, to }) => sum + to - from, 0),
  }
}

export function handle({ body }: Request): Response {
  try {
    if (!isObject(body)) throw new Unplannable('the body must be a JSON object')
    return { body: plan(body) }
  } catch (error) {
    if (!(error instanceof Unplannable)) throw error
    const hint =
      'POST {"from": "08:00", "to": "17:00", "fixed": [{"title": "Dentist", "at": "10:00", "minutes": 45}], "tasks": [{"title": "Report", "minutes": 120, "priority": 1, "before": "15:00", "split": true}]}'
    return { status: 400, body: { error: error.message, hint } }
  }
}
