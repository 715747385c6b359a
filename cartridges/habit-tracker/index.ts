// Habits and their streaks. A habit asks for certain days of the week or for so many days of any week;
// both become a list of periods that were met, missed, excused or are still open, and the rest is counting.

type Rule = { on: number[] } | { times: number }
type Habit = { name: string; rule: Rule; done: number[]; skipped: number[] }
type Period = { last: number; state: 'met' | 'missed' | 'excused' | 'open' }

const maxHabits = 20
const keptDays = 366
const keptSkips = 60
const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const decline = (status: number, error: string): Response => {
  const hint =
    'PUT /run {"on": "mon,wed,fri"} or {"times": 3}; POST /run {"day": "2026-11-20"} with "skip": true when ill; DELETE /run/2026-11-20; GET /?day=2026-11-20; DELETE /run'
  return { status, body: { error, hint } }
}

/** Days since 1970 of a day of the calendar, else null. */
function numberOf(day: Json | undefined): number | null {
  if (typeof day !== 'string' || !/^20\d\d-[01]\d-[0-3]\d$/.test(day)) return null
  const ms = Date.parse(day)
  const isReal = !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === day
  return isReal ? ms / 86_400_000 : null
}

// Day 0 was a Thursday, which is three days into its week.
const weekdayOf = (day: number) => (day + 3) % 7
const weekOf = (day: number) => Math.floor((day + 3) / 7)

function periodsOf({ rule, done, skipped }: Habit, today: number): Period[] {
  const marks = [...done, ...skipped].filter((day) => day <= today)
  if (marks.length === 0) return []
  const first = Math.min(...marks)
  const [did, skips] = [new Set(done), new Set(skipped)]
  const periods: Period[] = []
  if ('on' in rule) {
    for (let day = first; day <= today; day++) {
      if (!rule.on.includes(weekdayOf(day))) continue
      const isOver = day < today
      const state = did.has(day) ? 'met' : skips.has(day) ? 'excused' : isOver ? 'missed' : 'open'
      periods.push({ last: day, state })
    }
    return periods
  }
  for (let week = weekOf(first); week <= weekOf(today); week++) {
    const days = Array.from({ length: 7 }, (_, index) => week * 7 - 3 + index)
    const times = days.filter((day) => day <= today && did.has(day)).length
    const isExcused = days.some((day) => skips.has(day))
    const isOver = week < weekOf(today)
    const state = times >= rule.times ? 'met' : isExcused ? 'excused' : isOver ? 'missed' : 'open'
    periods.push({ last: week * 7 + 3, state })
  }
  return periods
}

function streaksOf(periods: readonly Period[]): { streak: number; longest: number } {
  let [streak, longest] = [0, 0]
  for (const { state } of periods) {
    if (state === 'met') streak += 1
    if (state === 'missed') streak = 0
    longest = Math.max(longest, streak)
  }
  return { streak, longest }
}

const wording = (rule: Rule) =>
  'on' in rule ? rule.on.map((day) => names[day] ?? '').join(',') : `${rule.times} a week`

const bare = ({ name, rule, done }: Habit) => ({
  habit: name,
  asks: wording(rule),
  marked: done.length,
})

function view(habit: Habit, today: number) {
  const { name, rule, done, skipped } = habit
  const periods = periodsOf(habit, today)
  const recent = periods.filter(({ last }) => last > today - 28)
  const met = recent.filter(({ state }) => state === 'met').length
  const missed = recent.filter(({ state }) => state === 'missed').length
  const asks = (day: number) => 'times' in rule || rule.on.includes(weekdayOf(day))
  const week = Array.from({ length: 14 }, (_, index) => {
    const day = today - 13 + index
    if (done.includes(day)) return '#'
    return skipped.includes(day) ? '-' : asks(day) ? '.' : ' '
  })
  const isMet = 'times' in rule && periods.at(-1)?.state === 'met'
  const isMarked = done.includes(today) || skipped.includes(today)
  return {
    habit: name,
    asks: wording(rule),
    due: asks(today) && !isMarked && !isMet,
    ...streaksOf(periods),
    unit: 'on' in rule ? 'days' : 'weeks',
    percent: met + missed === 0 ? null : Math.round((100 * met) / (met + missed)),
    fortnight: week.join(''),
  }
}

function ruleFrom(body: Json): Rule | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null
  const { on = names.join(','), times } = body
  if (times !== undefined) {
    const isCount = typeof times === 'number' && Number.isInteger(times) && times > 0 && times < 8
    return isCount && body.on === undefined ? { times } : null
  }
  const days = typeof on === 'string' && on.length < 40 ? on.split(',') : []
  const found = new Set(days.map((day) => names.indexOf(day.trim().toLowerCase())))
  return found.size === 0 || found.has(-1) ? null : { on: [...found].sort((a, b) => a - b) }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const key = payment?.payer.toLowerCase() ?? 'anyone'
  const habits = (kv.get(key) as Habit[] | undefined) ?? []
  if (path === '/' && method === 'GET') {
    const today = numberOf(query.day)
    if (today === null) return decline(400, '"day" must be a day like 2026-11-20')
    const shown = habits.map((habit) => view(habit, today))
    return { body: { due: shown.filter(({ due }) => due).map((row) => row.habit), habits: shown } }
  }
  const [, name, text] = /^\/([a-z0-9-]{1,30})(?:\/([\d-]{10}))?$/.exec(path) ?? []
  if (name === undefined) return decline(400, 'the path must name a habit such as /run')
  const habit = habits.find((other) => other.name === name)

  if (method === 'PUT') {
    const rule = ruleFrom(body)
    if (rule === null)
      return decline(400, '"on" must name days of the week, or "times" be 1 to 7 a week')
    if (habit) habit.rule = rule
    else if (habits.length >= maxHabits) return decline(409, `${maxHabits} habits are enough`)
    const made = habit ?? { name, rule, done: [], skipped: [] }
    kv.set(key, habit ? habits : [...habits, made])
    return { body: bare(made) }
  }
  if (habit === undefined) return decline(404, `there is no habit "${name}"`)
  if (method === 'DELETE' && text === undefined) {
    kv.set(
      key,
      habits.filter((other) => other !== habit),
    )
    return { body: bare(habit) }
  }
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const day = numberOf(text ?? fields.day ?? query.day)
  if (day === null) return decline(400, '"day" must be a day like 2026-11-20')
  if (method === 'GET') return { body: view(habit, day) }
  const without = (days: readonly number[]) => days.filter((other) => other !== day)
  const latest = (days: readonly number[], most: number) =>
    [...days, day].sort((a, b) => a - b).slice(-most)
  const { done, skipped } = habit
  if (method === 'DELETE' && !done.includes(day) && !skipped.includes(day))
    return decline(404, 'nothing is marked on this day')
  habit.done = without(done)
  habit.skipped = without(skipped)
  if (method === 'POST' && fields.skip === true) habit.skipped = latest(habit.skipped, keptSkips)
  else if (method === 'POST') habit.done = latest(habit.done, keptDays)
  kv.set(key, habits)
  return { body: view(habit, day) }
}
