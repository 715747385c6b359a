// A training log written the way people note sets: "squat 3x5@100, 1x8@90". Records are found when a day
// is logged; a single maximum is estimated after Epley, and only from sets of twelve or fewer.

type SetGroup = [sets: number, reps: number, kg: number]
type Exercise = { exercise: string; work: SetGroup[] }
type Session = { day: string; exercises: Exercise[] }
type RepRecord = { reps: number; kg: number; day: string }

/** All sessions are one value of 64 kB; names are plain letters, a byte each. */
const maxCharacters = 58_000
const mostRepsForMaximum = 12

const unclear = (error: string, status = 400): Response => ({
  status,
  body: {
    error,
    hint: 'POST /2026-11-20 {"text": "squat 3x5@100 1x8@90; pull-up 3x8"}; GET /squat; GET /; GET or DELETE /2026-11-20. Sets x repetitions @ kg; no kg is one\'s own weight',
  },
})

function isRealDay(text: string): boolean {
  const date = /^20\d\d-\d\d-\d\d$/.test(text) ? new Date(text) : new Date(Number.NaN)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}

/** The exercises of a text, or the part of it that is not understood. */
function parseWork(text: string): Exercise[] | string {
  const found = new Map<string, SetGroup[]>()
  for (const piece of text.split(/[;\n]/)) {
    if (piece.trim() === '') continue
    const [, title, rest = ''] = /^\s*([a-z][a-z -]{0,29}?)\s+(\d.*)$/i.exec(piece) ?? []
    if (title === undefined) return piece.trim()
    const exercise = title.toLowerCase().replace(/\s+/g, '-')
    const work = found.get(exercise) ?? []
    for (const word of rest.split(/[\s,]+/).filter(Boolean)) {
      const [, sets, reps, kg = '0'] =
        /^([1-9]\d?)x([1-9]\d{0,2})(?:@(\d{1,3}(?:\.\d{1,2})?)(?:kg)?)?$/i.exec(word) ?? []
      if (sets === undefined) return word
      work.push([Number(sets), Number(reps), Number(kg)])
    }
    found.set(exercise, work)
  }
  return [...found].map(([exercise, work]) => ({ exercise, work }))
}

const maximumOf = ([, reps, kg]: SetGroup) =>
  reps > mostRepsForMaximum ? 0 : reps === 1 ? kg : kg * (1 + reps / 30)

const bestOf = (work: readonly SetGroup[]) => Math.max(0, ...work.map(maximumOf))

const volumeOf = (work: readonly SetGroup[]) =>
  work.reduce((sum, [sets, reps, kg]) => sum + sets * reps * kg, 0)

const half = (kg: number) => Math.round(kg * 2) / 2

function workOf(sessions: readonly Session[], exercise: string) {
  return sessions.flatMap(({ day, exercises }) =>
    exercises.filter((done) => done.exercise === exercise).map(({ work }) => ({ day, work })),
  )
}

/** The heaviest weight for each number of repetitions that no set of more repetitions matches. */
function recordsOf(history: readonly { day: string; work: SetGroup[] }[]): RepRecord[] {
  const all = history
    .flatMap(({ day, work }) => work.map(([, reps, kg]) => ({ reps, kg, day })))
    .sort((a, b) => b.reps - a.reps || b.kg - a.kg || (a.day < b.day ? -1 : 1))
  const records: RepRecord[] = []
  for (const candidate of all)
    if (candidate.kg > (records.at(-1)?.kg ?? -1)) records.push(candidate)
  return records.reverse()
}

function logged(before: readonly Session[], { day, exercises }: Session) {
  const records = exercises.flatMap(({ exercise, work }) => {
    const old = workOf(before, exercise)
    if (old.length === 0) return []
    const known = recordsOf(old)
    return recordsOf([{ day, work }])
      .filter(({ reps, kg }) => !known.some((record) => record.reps >= reps && record.kg >= kg))
      .map(({ reps, kg }) => ({ exercise, reps, kg }))
  })
  return {
    day,
    sets: exercises.reduce((sum, { work }) => sum + work.reduce((all, [n]) => all + n, 0), 0),
    volume: Math.round(exercises.reduce((sum, { work }) => sum + volumeOf(work), 0)),
    exercises: exercises.map(({ exercise, work }) => ({
      exercise,
      work: work.map(([sets, reps, kg]) => `${sets}x${reps}${kg > 0 ? `@${kg}` : ''}`).join(' '),
      maximum: half(bestOf(work)),
    })),
    records,
  }
}

function progress(exercise: string, sessions: readonly Session[]): Json {
  const history = workOf(sessions, exercise)
  const maxima = history.map(({ day, work }) => ({ day, maximum: half(bestOf(work)) }))
  const peak = Math.max(0, ...maxima.map(({ maximum }) => maximum))
  const peakAt = maxima.findIndex(({ maximum }) => maximum === peak)
  return {
    exercise,
    sessions: history.length,
    maximum: peak,
    reachedOn: maxima[peakAt]?.day ?? null,
    // Four times without a new best is the usual sign to change something.
    plateau: history.length - 1 - peakAt >= 4,
    records: recordsOf(history),
    recent: maxima.slice(-10),
  }
}

function overview(sessions: readonly Session[]): Json {
  const weeks = new Map<string, { sessions: number; volume: number }>()
  const names = new Map<string, number>()
  for (const { day, exercises } of sessions) {
    const ms = Date.parse(day)
    const monday = ms - ((ms / 86_400_000 + 3) % 7) * 86_400_000
    const week = new Date(monday).toISOString().slice(0, 10)
    const sum = weeks.get(week) ?? { sessions: 0, volume: 0 }
    const volume = exercises.reduce((all, { work }) => all + volumeOf(work), 0)
    weeks.set(week, { sessions: sum.sessions + 1, volume: sum.volume + Math.round(volume) })
    for (const { exercise } of exercises) names.set(exercise, (names.get(exercise) ?? 0) + 1)
  }
  return {
    sessions: sessions.length,
    weeks: [...weeks].slice(-8).map(([week, sum]) => ({ week, ...sum })),
    exercises: [...names]
      .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
      .map(([exercise, times]) => ({ exercise, sessions: times })),
  }
}

export function handle({ method, path, body, payment }: Request): Response {
  const owner = payment?.payer.toLowerCase() ?? 'anyone'
  const sessions = (kv.get(owner) as Session[] | undefined) ?? []
  const name = path.slice(1)
  if (method === 'GET' && name === '') return { body: overview(sessions) }
  if (method === 'GET' && /^[a-z][a-z-]{0,29}$/.test(name)) {
    const known = sessions.some(({ exercises }) => exercises.some((e) => e.exercise === name))
    return known ? { body: progress(name, sessions) } : unclear(`"${name}" was never trained`, 404)
  }
  if (!isRealDay(name)) return unclear('the path must be a day or, to read, an exercise')
  const session = sessions.find(({ day }) => day === name)
  const others = sessions.filter((other) => other !== session)
  const earlier = others.filter(({ day }) => day < name)
  if (method !== 'POST') {
    if (session === undefined) return unclear('nothing was trained on this day', 404)
    if (method === 'DELETE') kv.set(owner, others)
    return { body: logged(earlier, session) }
  }
  const text = typeof body === 'object' && body !== null && !Array.isArray(body) ? body.text : null
  if (typeof text !== 'string' || text.trim() === '' || text.length > 1000)
    return unclear('"text" must be sets of 1 to 1000 characters')
  const work = parseWork(text)
  if (typeof work === 'string') return unclear(`"${work.slice(0, 60)}" is not understood`)
  if (work.length === 0) return unclear('"text" names no exercise')
  const made = { day: name, exercises: work }
  const changed = [...others, made].sort((a, b) => (a.day < b.day ? -1 : 1))
  if (JSON.stringify(changed).length > maxCharacters)
    return unclear('the log is full; DELETE old days', 409)
  kv.set(owner, changed)
  return { body: logged(earlier, made) }
}
