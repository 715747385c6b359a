// Surveys with questions that depend on earlier answers. What is hidden cannot be answered, what is
// required must be; the summary counts, averages and can be read for one group of people alone.

type Kind = 'choice' | 'many' | 'scale' | 'number' | 'text'
type Question = {
  id: string
  ask: string
  kind: Kind
  choices: string[]
  required: boolean
  /** Shown only when an earlier choice was this one. */
  when: { id: string; is: string } | null
}
type Answers = { [id: string]: Json }
type Survey = { title: string; questions: Question[]; open: boolean; answers: Answers[] }
type Fields = { readonly [name: string]: Json }

const kinds: readonly string[] = ['choice', 'many', 'scale', 'number', 'text']
const most = { surveys: 12, questions: 30, answers: 200, bytes: 60_000 }

function fail(error: string, hint: string, status = 400): never {
  throw new Refused(status, error, hint)
}

class Refused extends Error {
  readonly status: number
  readonly hint: string
  constructor(status: number, message: string, hint: string) {
    super(message)
    this.status = status
    this.hint = hint
  }
}

/** At most three bytes a character beyond ASCII. */
const bytesOf = (text: string) => text.length + 2 * (text.match(/[\u0080-\uffff]/g)?.length ?? 0)

const objectOf = (given: Json): Fields =>
  given !== null && typeof given === 'object' && !Array.isArray(given) ? given : {}

function readQuestion(given: Json, earlier: ReadonlyMap<string, Question>): Question {
  const { id, ask, kind, choices = [], required = false, when = null } = objectOf(given)
  const like = '{"id": "pet", "ask": "Your pet?", "kind": "choice", "choices": ["Cat", "Dog"]}'
  if (typeof id !== 'string' || !/^[a-z][a-z0-9_]{0,19}$/.test(id))
    return fail('an "id" must be a small word', like)
  if (earlier.has(id)) return fail(`two questions are called "${id}"`, 'give each its own id')
  if (typeof ask !== 'string' || ask.trim() === '' || ask.length > 200)
    return fail(`"${id}" must ask something of 1 to 200 characters`, like)
  if (typeof kind !== 'string' || !kinds.includes(kind))
    return fail(`the kind of "${id}" is not known`, kinds.join(', '))
  const hasChoices = kind === 'choice' || kind === 'many'
  const texts = Array.isArray(choices)
    ? choices.filter((text) => typeof text === 'string' && text.trim() !== '' && text.length <= 80)
    : []
  if (
    hasChoices &&
    (!Array.isArray(choices) ||
      texts.length < choices.length ||
      texts.length < 2 ||
      texts.length > 12 ||
      new Set(texts).size < texts.length)
  )
    return fail(`"${id}" needs 2 to 12 different choices`, like)
  if (typeof required !== 'boolean')
    return fail(`"required" of "${id}" must be true or false`, like)
  const { id: on, is } = objectOf(when)
  const parent = typeof on === 'string' ? earlier.get(on) : undefined
  if (
    when !== null &&
    (parent === undefined || typeof is !== 'string' || !parent.choices.includes(is))
  )
    return fail(
      `"when" of "${id}" must name a choice of an earlier question`,
      '"when": {"id": "pet", "is": "Cat"}',
    )
  const condition = when === null ? null : { id: String(on), is: String(is) }
  return {
    id,
    ask: ask.trim(),
    kind: kind as Kind,
    choices: hasChoices ? texts.map(String) : [],
    required,
    when: condition,
  }
}

function readSurvey(body: Json): Survey {
  const { title, questions } = objectOf(body)
  const like =
    '{"title": "Pets", "questions": [{"id": "pet", "ask": "Your pet?", "kind": "choice", "choices": ["Cat", "Dog"]}]}'
  if (typeof title !== 'string' || title.trim() === '' || title.length > 100)
    return fail('"title" must be 1 to 100 characters', like)
  if (!Array.isArray(questions) || questions.length < 1 || questions.length > most.questions)
    return fail(`"questions" must be a list of 1 to ${most.questions}`, like)
  const read = new Map<string, Question>()
  for (const given of questions) {
    const question = readQuestion(given, read)
    read.set(question.id, question)
  }
  return { title: title.trim(), questions: [...read.values()], open: true, answers: [] }
}

const has = (answers: Answers, id: string, is: string) => {
  const answer = answers[id]
  return answer === is || (Array.isArray(answer) && answer.includes(is))
}

const isShown = ({ when }: Question, answers: Answers) =>
  when === null || has(answers, when.id, when.is)

/** The answer as it is kept, or what it should have been. */
function accept({ kind, choices }: Question, answer: Json): { kept: Json } | { should: string } {
  const isChoice = (text: Json) => typeof text === 'string' && choices.includes(text)
  if (kind === 'choice')
    return isChoice(answer) ? { kept: answer } : { should: `one of ${choices.join(', ')}` }
  if (kind === 'many') {
    const chosen = Array.isArray(answer) ? answer : []
    const isFine =
      chosen.length > 0 && chosen.every(isChoice) && new Set(chosen).size === chosen.length
    return isFine ? { kept: chosen } : { should: `a list of ${choices.join(', ')}` }
  }
  if (kind === 'text') {
    const text = typeof answer === 'string' ? answer.trim() : ''
    return text !== '' && text.length <= 500
      ? { kept: text }
      : { should: 'text of 1 to 500 characters' }
  }
  if (typeof answer !== 'number' || Math.abs(answer) > 1e12) return { should: 'a number' }
  if (kind === 'number') return { kept: answer }
  return Number.isInteger(answer) && answer >= 1 && answer <= 5
    ? { kept: answer }
    : { should: 'a whole number from 1 to 5' }
}

function fillIn(survey: Survey, body: Json): Answers {
  const given = objectOf(objectOf(body).answers ?? null)
  const unknown = Object.keys(given).find(
    (id) => !survey.questions.some((question) => question.id === id),
  )
  if (unknown !== undefined)
    return fail(`there is no question "${unknown.slice(0, 40)}"`, 'GET /<survey> lists them')
  const kept: Answers = {}
  for (const question of survey.questions) {
    const { id, required } = question
    const answer = Object.hasOwn(given, id) ? (given[id] ?? null) : null
    if (!isShown(question, kept)) {
      if (answer !== null) fail(`"${id}" is not asked after these answers`, 'leave it out')
    } else if (answer === null) {
      if (required) fail(`"${id}" must be answered`, question.ask)
    } else {
      const taken = accept(question, answer)
      if ('should' in taken)
        fail(`the answer to "${id}" does not fit`, `it must be ${taken.should}`)
      else kept[id] = taken.kept
    }
  }
  if (Object.keys(kept).length === 0)
    return fail('nothing was answered', '{"answers": {"pet": "Cat"}}')
  return kept
}

function summarise({ title, questions, answers }: Survey, where: string | undefined): Json {
  const [, id = '', is = ''] = /^([a-z][a-z0-9_]*):(.+)$/.exec(where ?? '') ?? []
  const isKnown = questions.some((question) => question.id === id && question.choices.includes(is))
  if (where !== undefined && !isKnown)
    return fail('"where" must be a choice, like pet:Cat', '?where=pet:Cat')
  const group = answers.filter((each) => where === undefined || has(each, id, is))
  const rows = questions.map((question) => {
    const given = group.flatMap((each) =>
      Object.hasOwn(each, question.id) ? [each[question.id] ?? null] : [],
    )
    const head = { id: question.id, ask: question.ask, kind: question.kind, answered: given.length }
    if (question.kind === 'text') return { ...head, texts: given.slice(-20) }
    if (question.choices.length > 0) {
      const counts = question.choices.map((choice) => {
        const count = given.filter(
          (answer) => answer === choice || (Array.isArray(answer) && answer.includes(choice)),
        ).length
        return {
          choice,
          count,
          percent: given.length === 0 ? 0 : Math.round((1000 * count) / given.length) / 10,
        }
      })
      return { ...head, counts }
    }
    const numbers = given.map(Number).sort((a, b) => a - b)
    if (numbers.length === 0) return { ...head, mean: null, median: null, least: null, most: null }
    const middle = numbers.length / 2
    const median = ((numbers[Math.ceil(middle) - 1] ?? 0) + (numbers[Math.floor(middle)] ?? 0)) / 2
    const mean = Math.round((1000 * numbers.reduce((a, b) => a + b, 0)) / numbers.length) / 1000
    return { ...head, mean, median, least: numbers[0] ?? 0, most: numbers.at(-1) ?? 0 }
  })
  return { title, people: group.length, of: answers.length, questions: rows }
}

function toCsv({ questions, answers }: Survey): string {
  const cell = (value: Json | undefined) => {
    const text = Array.isArray(value) ? value.join('; ') : String(value ?? '')
    // A spreadsheet would run a text that begins like a formula.
    const safe = typeof value !== 'number' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const rows = answers.map((each) => questions.map(({ id }) => cell(each[id])).join(','))
  return [questions.map(({ id }) => id).join(','), ...rows, ''].join('\r\n')
}

function answer({ method, path, query, body }: Request): Response {
  const [, name, what] = /^\/([a-z0-9-]{1,30})(?:\/(answers|summary|csv|close))?$/.exec(path) ?? []
  if (name === undefined)
    return fail('no survey was named', 'POST /pets, POST /pets/answers, GET /pets/summary')
  const survey = kv.get(name) as Survey | undefined
  if (method === 'POST' && what === undefined) {
    if (survey !== undefined) return fail(`"${name}" exists`, 'take another name', 409)
    if (kv.list('', most.surveys).length >= most.surveys)
      return fail(`there are ${most.surveys} surveys`, 'later', 409)
    const made = readSurvey(body)
    kv.set(name, made)
    return { status: 201, body: { survey: name, questions: made.questions.length } }
  }
  if (survey === undefined)
    return fail(`there is no survey "${name}"`, `POST /${name} makes it`, 404)
  if (what === 'summary') return { body: summarise(survey, query.where) }
  if (what === 'csv')
    return { headers: { 'content-type': 'text/csv; charset=utf-8' }, body: toCsv(survey) }
  if (method === 'POST' && what === 'answers') {
    if (!survey.open) return fail('the survey is closed', `GET /${name}/summary`, 409)
    const kept = fillIn(survey, body)
    const next = { ...survey, answers: [...survey.answers, kept] }
    if (next.answers.length > most.answers || bytesOf(JSON.stringify(next)) > most.bytes)
      return fail('the survey is full', `GET /${name}/csv keeps it`, 409)
    kv.set(name, next)
    return { status: 201, body: { number: next.answers.length } }
  }
  if (method === 'POST' && what === 'close') {
    kv.set(name, { ...survey, open: false })
    return { body: { survey: name, people: survey.answers.length } }
  }
  const { title, questions, open } = survey
  return { body: { title, open, people: survey.answers.length, questions } }
}

export function handle(request: Request): Response {
  try {
    return answer(request)
  } catch (error) {
    if (error instanceof Refused)
      return { status: error.status, body: { error: error.message, hint: error.hint } }
    throw error
  }
}
