// A stopwatch for many: one start, laps by name. Marks are milliseconds since the start and only grow, so
// a lap is a difference, and what was pressed twice by mistake is refused instead of being a record.

type Runner = { name: string; marks: number[] }
type Race = { start: number; laps: number; metres: number; runners: Runner[] }
type Fields = { readonly [name: string]: Json }

const maxRaces = 20
const maxRunners = 50
const longestMs = 86_400_000
const bounceMs = 300

function stop(status: number, error: string): Response {
  const hint =
    'POST /heat-1 {"laps": 4, "metres": 400} starts; POST /heat-1/lap {"name": "Ada"}; GET /heat-1; DELETE /heat-1/lap {"name": "Ada"} takes the last lap back; DELETE /heat-1'
  return { status, body: { error, hint } }
}

/** 83450 ms are 1:23.45; hours only where there are some. Hundredths are cut, as timekeepers do. */
function clock(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60]
  const rest = `${two((ms / 1000) % 60)}.${two((ms / 10) % 100)}`
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

function lapsOf(marks: readonly number[]): number[] {
  return marks.map((mark, index) => mark - (marks[index - 1] ?? 0))
}

function row({ name, marks }: Runner, race: Race) {
  const laps = lapsOf(marks)
  const total = marks.at(-1) ?? 0
  const mean = laps.length === 0 ? 0 : total / laps.length
  const off = laps.reduce((sum, lap) => sum + (lap - mean) ** 2, 0)
  return {
    name,
    laps: laps.map(clock),
    total: clock(total),
    totalMs: total,
    best: laps.length === 0 ? null : clock(Math.min(...laps)),
    // How far a usual lap is from the mean, in seconds: 0 is a metronome.
    unevenness: laps.length < 2 ? null : Math.round(Math.sqrt(off / laps.length) / 10) / 100,
    pacePerKm: race.metres === 0 || laps.length === 0 ? null : clock((mean * 1000) / race.metres),
    finished: race.laps > 0 && laps.length >= race.laps,
  }
}

function standings(name: string, race: Race): Response {
  const ordered = [...race.runners].sort(
    (a, b) => b.marks.length - a.marks.length || (a.marks.at(-1) ?? 0) - (b.marks.at(-1) ?? 0),
  )
  const leader = ordered[0]
  const rows = ordered.map((runner, index) => {
    const behind = (leader?.marks.length ?? 0) - runner.marks.length
    // A gap in time is only fair at the same mark: that of the last lap both have run.
    const gap = (runner.marks.at(-1) ?? 0) - (leader?.marks[runner.marks.length - 1] ?? 0)
    return {
      place: index + 1,
      ...row(runner, race),
      lapsBehind: behind,
      gap: clock(Math.max(0, gap)),
    }
  })
  const every = race.runners.flatMap((runner) =>
    lapsOf(runner.marks).map((ms, index) => ({ name: runner.name, lap: index + 1, ms })),
  )
  const fastest = every.reduce<(typeof every)[number] | null>(
    (best, lap) => (best === null || lap.ms < best.ms ? lap : best),
    null,
  )
  return {
    body: {
      race: name,
      laps: race.laps,
      metres: race.metres,
      fastest: fastest && { name: fastest.name, lap: fastest.lap, time: clock(fastest.ms) },
      standings: rows,
    },
  }
}

const wholeIn = (value: Json | undefined, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most

function press(race: Race, name: string, at: number): string | null {
  const mark = at - race.start
  if (mark < 1 || mark > longestMs) return '"at" must be after the start and within a day of it'
  const runner = race.runners.find((other) => other.name === name)
  if (runner === undefined) {
    if (race.runners.length >= maxRunners) return `${maxRunners} are in the race already`
    race.runners.push({ name, marks: [mark] })
    return null
  }
  if (mark - (runner.marks.at(-1) ?? 0) < bounceMs) return 'this lap ended a moment ago'
  if (runner.marks.length >= (race.laps || 100)) return `"${name}" has run all laps`
  runner.marks.push(mark)
  return null
}

export function handle({ method, path, body, payment }: Request): Response {
  const [, race, action] = /^\/([a-z0-9-]{1,40})(\/lap)?$/.exec(path) ?? []
  if (race === undefined) return stop(400, 'the path must name a race')
  const prefix = `${payment?.payer.toLowerCase() ?? 'anyone'}/`
  const fields: Fields =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const at = fields.at ?? now()
  if (!wholeIn(at, 0, 8e12)) return stop(400, '"at" must be whole milliseconds since 1970')
  const known = kv.get(prefix + race) as Race | undefined

  if (action === undefined && method === 'POST') {
    const { laps = 0, metres = 0 } = fields
    if (!wholeIn(laps, 0, 100)) return stop(400, '"laps" must be 0 (open) to 100')
    if (!wholeIn(metres, 0, 100_000)) return stop(400, '"metres" of a lap must be 0 to 100000')
    if (known) return stop(409, `"${race}" has started already`)
    if (kv.list(prefix, maxRaces).length >= maxRaces)
      return stop(409, `you have ${maxRaces} races already`)
    const fresh = { start: at, laps, metres, runners: [] }
    kv.set(prefix + race, fresh)
    return standings(race, fresh)
  }
  if (known === undefined) return stop(404, `there is no race "${race}"`)
  if (action === undefined) {
    if (method === 'DELETE') kv.delete(prefix + race)
    return standings(race, known)
  }
  const { name } = fields
  if (typeof name !== 'string' || name.trim() === '' || name.length > 40)
    return stop(400, '"name" must be text of 1 to 40 characters')
  if (method === 'DELETE') {
    const runner = known.runners.find((other) => other.name === name)
    if (runner?.marks.pop() === undefined) return stop(404, `"${name}" has no lap to take back`)
  } else if (method === 'POST') {
    const fault = press(known, name, at)
    if (fault !== null) return stop(409, fault)
  } else return stop(400, 'laps are shown with the race')
  known.runners = known.runners.filter(({ marks }) => marks.length > 0)
  kv.set(prefix + race, known)
  return standings(race, known)
}
