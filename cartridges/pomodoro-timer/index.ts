// A pomodoro timer. Only the running time is stored; phase, rounds and what is left follow from it, so
// nothing has to happen when a phase ends and no two devices disagree.

type Plan = { work: number; short: number; long: number; every: number }
type Timer = { plan: Plan; ranMs: number; since: number | null }
type Phase = { name: 'work' | 'short break' | 'long break'; ms: number }

const maxTimers = 20
const minuteMs = 60_000
const usual: Plan = { work: 25, short: 5, long: 15, every: 4 }

const no = (status: number, error: string, hint: string): Response => ({
  status,
  body: { error, hint },
})

/** The phases of one cycle: work and short breaks in turn, with the long break as the last. */
function cycleOf({ work, short, long, every }: Plan): Phase[] {
  return Array.from({ length: every }, (_, round): Phase[] => {
    const isLast = round === every - 1
    return [
      { name: 'work', ms: work * minuteMs },
      { name: isLast ? 'long break' : 'short break', ms: (isLast ? long : short) * minuteMs },
    ]
  }).flat()
}

function view(name: string, { plan, ranMs, since }: Timer, at: number): Json {
  const ran = ranMs + (since === null ? 0 : Math.max(0, at - since))
  const phases = cycleOf(plan)
  const cycleMs = phases.reduce((sum, { ms }) => sum + ms, 0)
  const cycles = Math.floor(ran / cycleMs)
  let rest = ran - cycles * cycleMs
  let index = 0
  for (const { ms } of phases) {
    if (rest < ms) break
    rest -= ms
    index += 1
  }
  const current = phases[index] ?? { name: 'work', ms: plan.work * minuteMs }
  const rounds = cycles * plan.every + Math.ceil(index / 2)
  const workedMs = rounds * plan.work * minuteMs + (current.name === 'work' ? rest : 0)
  const secondsLeft = Math.ceil((current.ms - rest) / 1000)
  return {
    timer: name,
    running: since !== null,
    phase: current.name,
    secondsLeft,
    clock: `${Math.floor(secondsLeft / 60)}:${String(secondsLeft % 60).padStart(2, '0')}`,
    rounds,
    workedMinutes: Math.floor(workedMs / minuteMs),
    next: phases[(index + 1) % phases.length]?.name ?? 'work',
  }
}

function readPlan(given: { readonly [name: string]: Json }): Plan | null {
  const read = (name: keyof Plan, most: number) => {
    const value = given[name] ?? usual[name]
    return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most
      ? value
      : null
  }
  const [work, short, long] = [read('work', 180), read('short', 180), read('long', 180)]
  const every = read('every', 12)
  const isWhole = work !== null && short !== null && long !== null && every !== null
  return isWhole ? { work, short, long, every } : null
}

/** The timer after a pause, a resumption, or a skip to the end of the phase that runs. */
function change(timer: Timer, action: string, at: number, secondsLeft: number): Timer {
  const ranMs = timer.ranMs + (timer.since === null ? 0 : Math.max(0, at - timer.since))
  if (action === 'pause') return { ...timer, ranMs, since: null }
  if (action === 'resume') return { ...timer, ranMs, since: at }
  // Phases end on whole minutes of running time and the seconds left are rounded up.
  const end = ranMs + secondsLeft * 1000
  return { ...timer, ranMs: end - (end % minuteMs), since: timer.since === null ? null : at }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const [, name, action] = /^\/([a-z0-9-]{1,30})(?:\/(pause|resume|skip))?$/.exec(path) ?? []
  if (name === undefined)
    return no(
      400,
      'no timer was named',
      'POST /desk, GET /desk, POST /desk/pause, /resume or /skip',
    )
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const at = given.at ?? (query.at === undefined ? now() : Number(query.at))
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < 0)
    return no(400, '"at" must be a whole number of milliseconds', 'leave it out for the clock')
  const owner = `${payment?.payer.toLowerCase() ?? 'anyone'}/`
  const key = owner + name

  if (method === 'POST' && action === undefined) {
    const plan = readPlan(given)
    if (plan === null)
      return no(
        400,
        'minutes must be whole, from 1 to 180, and "every" from 1 to 12',
        '{"work": 25, "short": 5, "long": 15, "every": 4}',
      )
    if (kv.get(key) === undefined && kv.list(owner, maxTimers).length >= maxTimers)
      return no(409, `you have ${maxTimers} timers already`, 'DELETE /<timer> frees one')
    const timer = { plan, ranMs: 0, since: at }
    kv.set(key, timer)
    return { body: view(name, timer, at) }
  }
  const timer = kv.get(key) as Timer | undefined
  if (timer === undefined) return no(404, `there is no timer "${name}"`, `POST /${name} starts it`)
  const shown = view(name, timer, at)
  if (method === 'GET' && action === undefined) return { body: shown }
  if (method === 'DELETE' && action === undefined) {
    kv.delete(key)
    return { body: shown }
  }
  if (method !== 'POST' || action === undefined)
    return no(400, `${method} is not known here`, 'use GET, POST or DELETE')
  const { secondsLeft } = shown as { secondsLeft: number }
  const changed = change(timer, action, at, secondsLeft)
  kv.set(key, changed)
  return { body: view(name, changed, at) }
}
