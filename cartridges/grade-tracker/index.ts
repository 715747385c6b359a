// Grades of a course whose parts weigh differently and may drop their worst results. What is needed in
// the rest is found by trying the same score for everything still open: the total only grows with it.

type Part = { name: string; weight: number; count: number; drop: number; results: number[] }
type Course = { credits: number; parts: Part[] }
type Book = [name: string, course: Course][]

const maxCourses = 30
/** All courses are one value of the store, 64 kB; a character takes at most three bytes of it. */
const maxCharacters = 20_000
const example =
  'PUT /algebra {"credits": 6, "parts": [{"name": "Homework", "weight": 40, "count": 10, "drop": 2}, {"name": "Final", "weight": 60}]}; POST /algebra {"part": "Homework", "points": 17, "of": 20}; GET /algebra?target=85; GET /; DELETE /algebra'

class Refusal extends Error {
  readonly status: number
  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}

const tenth = (value: number) => Math.round(value * 10) / 10

function numberIn(value: Json | undefined, what: string, least: number, most: number): number {
  if (typeof value !== 'number' || value < least || value > most)
    throw new Refusal(`${what} must be a number from ${least} to ${most}`)
  return value
}

function wholeIn(value: Json | undefined, what: string, least: number, most: number): number {
  const number = numberIn(value, what, least, most)
  if (!Number.isInteger(number)) throw new Refusal(`${what} must be a whole number`)
  return number
}

function meanOfBest(results: readonly number[], kept: number): number {
  const best = [...results].sort((a, b) => b - a).slice(0, Math.max(1, kept))
  return best.reduce((sum, result) => sum + result, 0) / best.length
}

/** The final grade if every result that is still open were `score`. */
function finalWith({ parts }: Course, score: number): number {
  const all = parts.reduce((sum, { weight }) => sum + weight, 0)
  const points = parts.reduce((sum, { weight, count, drop, results }) => {
    const open = Array.from({ length: count - results.length }, () => score)
    return sum + weight * meanOfBest([...results, ...open], count - drop)
  }, 0)
  return points / all
}

/** The grade of what has results; null when nothing has. */
function gradeNow({ parts }: Course): number | null {
  const graded = parts.filter(({ results }) => results.length > 0)
  const weight = graded.reduce((sum, part) => sum + part.weight, 0)
  if (weight === 0) return null
  const points = graded.reduce(
    (sum, part) => sum + part.weight * meanOfBest(part.results, part.results.length - part.drop),
    0,
  )
  return points / weight
}

/** The least score in tenths that reaches the target in everything open, by bisection. */
function neededFor(course: Course, target: number) {
  const isOpen = course.parts.some(({ count, results }) => results.length < count)
  const reaches = (score: number) => finalWith(course, score) >= target - 1e-9
  if (reaches(0)) return { target, average: 0, verdict: 'safe' }
  if (!isOpen || !reaches(100)) return { target, average: null, verdict: 'out of reach' }
  let [low, high] = [0, 1000]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (reaches(middle / 10)) high = middle
    else low = middle
  }
  return { target, average: high / 10, verdict: 'possible' }
}

function report(name: string, course: Course, target: number): Json {
  const now = gradeNow(course)
  const all = course.parts.reduce((sum, { weight }) => sum + weight, 0)
  return {
    course: name,
    credits: course.credits,
    now: now === null ? null : tenth(now),
    lowest: tenth(finalWith(course, 0)),
    highest: tenth(finalWith(course, 100)),
    needed: neededFor(course, target),
    parts: course.parts.map(({ name: part, weight, count, drop, results }) => ({
      name: part,
      share: tenth((100 * weight) / all),
      average: results.length === 0 ? null : tenth(meanOfBest(results, results.length - drop)),
      results: results.map(tenth),
      open: count - results.length,
    })),
  }
}

function readPart(value: Json, index: number): Part {
  const where = `parts[${index}]`
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(`${where} must be {name, weight, count, drop}`)
  const { name, count = 1, drop = 0 } = value
  if (typeof name !== 'string' || name.trim() === '' || name.length > 40)
    throw new Refusal(`${where}.name must be text of 1 to 40 characters`)
  const weight = numberIn(value.weight, `${where}.weight`, 0.1, 1000)
  const results = wholeIn(count, `${where}.count`, 1, 40)
  const dropped = wholeIn(drop, `${where}.drop`, 0, results - 1)
  return { name, weight, count: results, drop: dropped, results: [] }
}

function define(body: { readonly [key: string]: Json }, before: Course | undefined): Course {
  const { credits = 1, parts: given } = body
  if (!Array.isArray(given) || given.length === 0 || given.length > 12)
    throw new Refusal('"parts" must be a list of 1 to 12')
  const parts = given.map(readPart)
  if (new Set(parts.map(({ name }) => name)).size < parts.length)
    throw new Refusal('two parts have the same name')
  // A course that is described anew keeps the results of parts that keep their name.
  for (const part of parts) {
    part.results = before?.parts.find(({ name }) => name === part.name)?.results ?? []
    if (part.results.length > part.count)
      throw new Refusal(`"${part.name}" has ${part.results.length} results already`, 409)
  }
  return { credits: numberIn(credits, '"credits"', 0.5, 60), parts }
}

function enter({ parts }: Course, body: { readonly [key: string]: Json }): void {
  const part = parts.find(({ name }) => name === body.part)
  if (part === undefined)
    throw new Refusal(`"part" must be one of ${parts.map(({ name }) => `"${name}"`).join(', ')}`)
  if (body.undo === true) {
    if (part.results.pop() === undefined) throw new Refusal('there is no result to undo', 409)
    return
  }
  const of = numberIn(body.of ?? 100, '"of"', 0.5, 10_000)
  // Extra points may pass the full score, as far as teachers go.
  const points = numberIn(body.points, '"points"', 0, of * 1.5)
  if (part.results.length >= part.count)
    throw new Refusal(`"${part.name}" has all of its ${part.count} results`, 409)
  part.results.push(Math.round((10_000 * points) / of) / 100)
}

function overview(book: Book): Json {
  const graded = book.flatMap(([, course]) => {
    const grade = gradeNow(course)
    return grade === null ? [] : [{ grade, credits: course.credits }]
  })
  const credits = graded.reduce((sum, entry) => sum + entry.credits, 0)
  const points = graded.reduce((sum, entry) => sum + entry.credits * entry.grade, 0)
  return {
    average: credits === 0 ? null : tenth(points / credits),
    credits,
    courses: book.map(([name, course]) => {
      const now = gradeNow(course)
      return { course: name, credits: course.credits, now: now === null ? null : tenth(now) }
    }),
  }
}

function keep(key: string, book: Book): void {
  if (JSON.stringify(book).length > maxCharacters)
    throw new Refusal('the book is full; DELETE a course that is over', 409)
  kv.set(key, book)
}

function answer({ method, path, query, body, payment }: Request): Json {
  const key = payment?.payer.toLowerCase() ?? 'anyone'
  const book = (kv.get(key) as Book | undefined) ?? []
  if (path === '/' && method === 'GET') return overview(book)
  const name = /^\/([a-z0-9-]{1,30})$/.exec(path)?.[1]
  if (name === undefined) throw new Refusal('the path must be / or a course such as /algebra')
  const target = query.target === undefined ? 50 : Number(query.target || Number.NaN)
  if (!(target >= 0 && target <= 150)) throw new Refusal('"target" must be 0 to 150 per cent')
  const known = book.find(([other]) => other === name)?.[1]
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const others = book.filter(([other]) => other !== name)
  if (method === 'PUT') {
    const course = define(fields, known)
    if (others.length >= maxCourses) throw new Refusal(`${maxCourses} courses are enough`, 409)
    keep(key, [...others, [name, course]])
    return report(name, course, target)
  }
  if (known === undefined) throw new Refusal(`there is no course "${name}"`, 404)
  if (method === 'POST') {
    enter(known, fields)
    keep(key, book)
  } else if (method === 'DELETE') kv.set(key, others)
  return report(name, known, target)
}

export function handle(request: Request): Response {
  try {
    return { body: answer(request) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: error.status, body: { error: error.message, hint: example } }
  }
}
