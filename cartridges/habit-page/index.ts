// Habits and the days they were kept: streaks that allow for rest days, the longest one, and the share of
// the last thirty days. A page to tick days on; POST reads the same numbers from lists of days.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
/** `goal` is days a week; `days` are numbers of days since 1970. */
type Habit = { name: string; goal: number; days: number[] }
type State = { habits: Habit[]; today: number; draft: string }
type Action = { type: string; index?: number; day?: number; value?: string; at?: number }

function step(old: State, { type, index = -1, day = 0, value = '', at }: Action) {
  let { habits, today, draft } = old
  // The page starts without a day and takes it from its clock.
  if (at !== undefined) today = Math.floor(at / 86_400_000)
  if (type === 'draft') draft = value.slice(0, 40)
  const name = draft.trim()
  if (type === 'add' && name !== '' && habits.length < 12 && !habits.some((h) => h.name === name)) {
    habits = [...habits, { name, goal: 7, days: [] }]
    draft = ''
  }
  if (type === 'remove') habits = habits.filter((_, i) => i !== index)
  if (type === 'goal')
    habits = habits.map((habit, i) => (i === index ? { ...habit, goal: Number(value) } : habit))
  if (type === 'mark')
    habits = habits.map((habit, i) => {
      if (i !== index) return habit
      const rest = habit.days.filter((each) => each !== day)
      return {
        ...habit,
        days: rest.length < habit.days.length ? rest : [...rest, day].slice(-1000),
      }
    })

  const dateOf = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10)
  const report = ({ name: title, goal, days }: Habit) => {
    const kept = [...new Set(days)].filter((each) => each <= today).sort((a, b) => a - b)
    // A streak breaks when more rest days lie between two kept ones than the goal leaves in a week.
    const gap = 8 - goal
    let streak = 0
    let longest = 0
    for (const [i, each] of kept.entries()) {
      const before = kept[i - 1]
      streak = before !== undefined && each - before <= gap ? streak + 1 : 1
      longest = Math.max(longest, streak)
    }
    const last = kept.at(-1)
    const isAlive = last !== undefined && today - last <= gap
    const since = (count: number) => kept.filter((each) => each > today - count).length
    return {
      name: title,
      goal,
      kept: kept.length,
      streak: isAlive ? streak : 0,
      longest,
      week: since(7),
      month: Math.min(100, Math.round((100 * since(30)) / ((30 * goal) / 7))),
      last: last === undefined ? null : dateOf(last),
      due: isAlive ? dateOf(last + gap) : dateOf(today),
    }
  }
  const result = { today: dateOf(today), habits: habits.map(report) }

  const week = Array.from({ length: 7 }, (_, i) => today - 6 + i)
  const dayButton = (habit: Habit, i: number, number: number): View => [
    'button',
    {
      'aria-pressed': String(habit.days.includes(number)),
      'aria-label': `${habit.name}, ${dateOf(number)}`,
      on: { click: { type: 'mark', index: i, day: number } },
    },
    dateOf(number).slice(8),
  ]
  const card = (habit: Habit, i: number): View => {
    const { streak, longest, month, due } = report(habit)
    return [
      'section',
      { class: 'card', 'aria-label': habit.name },
      [
        'div',
        { class: 'row' },
        ['strong', { class: 'grow' }, habit.name],
        ['button', { on: { click: { type: 'remove', index: i } } }, `Delete ${habit.name}`],
      ],
      [
        'div',
        { class: 'grid', style: { '--columns': '7' } },
        ...week.map((n) => dayButton(habit, i, n)),
      ],
      [
        'label',
        {},
        'Days a week',
        [
          'select',
          { value: String(habit.goal), on: { input: { type: 'goal', index: i } } },
          ...['1', '2', '3', '4', '5', '6', '7'].map((n): View => ['option', { value: n }, n]),
        ],
      ],
      ['span', {}, `In a row: ${streak}, at most ${longest}. Do it by ${due}.`],
      ['meter', { min: 0, max: 100, value: month, 'aria-label': 'of the last 30 days' }],
    ]
  }
  const view: View = [
    'div',
    { class: 'stack' },
    ...habits.map(card),
    [
      'label',
      {},
      'A new habit',
      ['input', { value: draft, on: { input: { type: 'draft' }, enter: { type: 'add' } } }],
    ],
    ['button', { class: 'main', on: { click: { type: 'add' } } }, 'Add'],
  ]
  return { state: { habits, today, draft }, view, result }
}

class BadHabit extends Error {}

function dayOf(given: Json | undefined, where: string): number {
  const ms =
    typeof given === 'string' && /^\d{4}-\d\d-\d\d$/.test(given) ? Date.parse(given) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== given)
    throw new BadHabit(`${where} must be a day like 2026-11-21`)
  return ms / 86_400_000
}

function readHabit(given: Json, at: number): Habit {
  const where = `habits[${at}]`
  const {
    name,
    goal = 7,
    days = [],
  } = typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}
  if (typeof name !== 'string' || name.trim() === '' || name.length > 40)
    throw new BadHabit(`${where}.name must be text of 1 to 40 characters`)
  if (typeof goal !== 'number' || !Number.isInteger(goal) || goal < 1 || goal > 7)
    throw new BadHabit(`${where}.goal must be 1 to 7 days a week`)
  if (!Array.isArray(days) || days.length > 1000)
    throw new BadHabit(`${where}.days must be a list of at most 1000 days`)
  return { name: name.trim(), goal, days: days.map((day, i) => dayOf(day, `${where}.days[${i}]`)) }
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  try {
    if (method === 'GET') {
      const names = (query.habits ?? 'Read,Move').split(',')
      if (names.length > 12) throw new BadHabit('there are at most 12 habits')
      const habits = names.map((name, at) => readHabit({ name }, at))
      const page = await call('app-page', {
        method: 'POST',
        body: {
          title: 'Habits',
          lead: 'Press the days on which you kept it. Days are those of UTC and stay in this page.',
          step: String(step),
          state: { habits, today: 0, draft: '' },
        },
      })
      return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.body }
    }
    const { habits, today } =
      typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
    if (!Array.isArray(habits) || habits.length < 1 || habits.length > 12)
      throw new BadHabit('"habits" must be a list of 1 to 12')
    const state = { habits: habits.map(readHabit), today: dayOf(today, '"today"'), draft: '' }
    return { body: step(state, { type: 'start' }).result }
  } catch (error) {
    if (!(error instanceof BadHabit)) throw error
    const hint =
      'POST {"today": "2026-11-21", "habits": [{"name": "Read", "goal": 7, "days": ["2026-11-20"]}]} or GET ?habits=Read,Move'
    return { status: 400, body: { error: error.message, hint } }
  }
}
