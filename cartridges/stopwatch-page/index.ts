// A stopwatch with laps. Only instants are kept and every time follows from them, so a page that slept
// shows the right time when it wakes. POST reads the same clock from a list of presses.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
/** `ran` is what ran before `since`; `marks` are the totals at the ends of laps. All in milliseconds. */
type State = { since: number | null; ran: number; marks: number[] }

function step(old: State, { type, at = 0 }: { type: string; at?: number }) {
  const clock = (ms: number) => {
    const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60]
    const seconds = String(Math.floor(ms / 1000) % 60).padStart(2, '0')
    const cents = String(Math.floor(ms / 10) % 100).padStart(2, '0')
    const head = hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}` : String(minutes)
    return `${head}:${seconds}.${cents}`
  }
  const total = old.ran + (old.since === null ? 0 : Math.max(0, at - old.since))
  const isRunning = old.since !== null
  let state = old
  if (type === 'go' && !isRunning) state = { ...old, since: at }
  if (type === 'stop' && isRunning) state = { ...old, since: null, ran: total }
  if (type === 'lap' && isRunning && old.marks.length < 200)
    state = { ...old, marks: [...old.marks, total] }
  if (type === 'reset') state = { since: null, ran: 0, marks: [] }

  const elapsed = type === 'reset' ? 0 : total
  const times = state.marks.map((mark, lap) => mark - (state.marks[lap - 1] ?? 0))
  const [fastest, slowest] = [Math.min(...times), Math.max(...times)]
  const laps = times.map((ms, lap) => ({
    lap: lap + 1,
    ms,
    time: clock(ms),
    behind: ms - fastest,
    total: clock(state.marks[lap] ?? 0),
  }))
  const mean = Math.round(times.reduce((sum, ms) => sum + ms, 0) / times.length)
  const result = {
    running: state.since !== null,
    ms: elapsed,
    time: clock(elapsed),
    laps,
    fastest: times.length === 0 ? null : times.indexOf(fastest) + 1,
    slowest: times.length === 0 ? null : times.indexOf(slowest) + 1,
    mean: times.length === 0 ? null : clock(mean),
  }
  const press = (does: string, words: string, isOff: boolean): View => [
    'button',
    { disabled: isOff, on: { click: { type: does } } },
    words,
  ]
  const row = (cells: string[]): View => ['tr', {}, ...cells.map((text): View => ['td', {}, text])]
  const note = (lap: number) =>
    times.length < 2
      ? ''
      : lap === result.fastest
        ? 'fastest'
        : lap === result.slowest
          ? 'slowest'
          : ''
  const view: View = [
    'div',
    { class: 'stack' },
    ['div', { class: 'big', role: 'timer' }, clock(elapsed)],
    [
      'div',
      { class: 'row' },
      press('go', 'Start', result.running),
      press('stop', 'Stop', !result.running),
      press('lap', 'Lap', !result.running),
      press('reset', 'Reset', result.running || elapsed === 0),
    ],
    ['p', { class: 'muted' }, result.mean === null ? 'No laps yet' : `A lap takes ${result.mean}`],
    [
      'table',
      {},
      [
        'tbody',
        {},
        ...laps
          .map(({ lap, time, total: sum }) => row([String(lap), time, sum, note(lap)]))
          .reverse(),
      ],
    ],
  ]
  return { state, view, result }
}

const fresh: State = { since: null, ran: 0, marks: [] }
const presses = ['go', 'stop', 'lap', 'reset']

function replay(given: Json, until: Json): Json {
  if (!Array.isArray(given) || given.length > 500) return '"presses" must be a list of at most 500'
  let state = fresh
  let last = 0
  for (const [index, press] of given.entries()) {
    const { do: type, at } = {
      ...(typeof press === 'object' && !Array.isArray(press) ? press : {}),
    }
    if (typeof type !== 'string' || !presses.includes(type))
      return `presses[${index}].do must be go, stop, lap or reset`
    if (typeof at !== 'number' || !Number.isInteger(at) || at < last || at > 1e15)
      return `presses[${index}].at must be whole milliseconds, not before the last press`
    state = step(state, { type, at }).state
    last = at
  }
  if (typeof until !== 'number' && until !== null) return '"until" must be milliseconds'
  if (until !== null && !(until >= last && until <= 1e15)) return '"until" is before the last press'
  return step(state, { type: 'tick', at: until ?? last }).result
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  const hint =
    'POST {"presses": [{"do": "go", "at": 0}, {"do": "lap", "at": 61500}], "until": 70000} or GET ?title=Heat 1'
  const refuse = (error: string): Response => ({ status: 400, body: { error, hint } })
  if (method !== 'POST') {
    const title = (query.title ?? 'Stopwatch').trim()
    if (title === '' || title.length > 60) return refuse('"title" must be 1 to 60 characters')
    const made = await call('app-page', {
      method: 'POST',
      body: { title, step: String(step), state: fresh, every: 40 },
    })
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: made.body }
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('the body must be an object')
  const read = replay(body.presses ?? null, body.until ?? null)
  return typeof read === 'string' ? refuse(read) : { body: read }
}
