// A quiz to play: questions with choices, shuffled, each with its reason after the answer. GET makes one
// of the times tables; POST makes one from your questions, or marks answers to them.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type Question = { ask: string; choices: string[]; right: number; why: string }
type State = { questions: Question[]; order: number[][]; answers: number[] }
type Action = { type: string; index?: number; random?: number }

function step(old: State, { type, index = -1, random = 0 }: Action) {
  const { questions } = old
  let { order, answers } = old
  let seed = random >>> 0
  /** Fisher and Yates with a small generator (xorshift): fair enough for the places of choices. */
  const shuffle = (count: number) => {
    const places = Array.from({ length: count }, (_, at) => at)
    for (let last = count - 1; last > 0; last--) {
      seed ^= seed << 13
      seed ^= seed >>> 17
      seed ^= seed << 5
      const other = (seed >>> 0) % (last + 1)
      const [a = 0, b = 0] = [places[last], places[other]]
      places[last] = b
      places[other] = a
    }
    return places
  }
  if (type === 'start' || type === 'again') {
    seed = seed || 1
    answers = []
    order = questions.map(({ choices }) => shuffle(choices.length))
  }
  // An answer is followed by a look at the reason, so `answers` may be one ahead of what is asked.
  const isLooking = answers.length > 0 && (answers.at(-1) ?? 0) >= 0
  if (type === 'answer' && !isLooking && answers.length < questions.length)
    answers = [...answers, index]
  if (type === 'next' && isLooking) answers = [...answers.slice(0, -1), -1 - (answers.at(-1) ?? 0)]

  const chosen = answers.map((answer) => (answer < 0 ? -1 - answer : answer))
  const rights = chosen.filter((answer, at) => answer === questions[at]?.right).length
  const isShowing = (answers.at(-1) ?? -1) >= 0
  const at = isShowing ? answers.length - 1 : answers.length
  const question = questions[at]
  const percent = Math.floor((100 * rights) / questions.length)
  const wrong = questions
    .filter((each, i) => chosen[i] !== each.right)
    .map(({ ask, choices, right, why }) => ({ ask, right: choices[right] ?? '', why }))
  const result = { right: rights, of: questions.length, percent, wrong }

  const choiceOf = (choice: number): View => {
    const isRight = choice === question?.right
    const isChosen = isShowing && chosen[at] === choice
    const sign = !isShowing ? '' : isRight ? '✓ ' : isChosen ? '✗ ' : ''
    return [
      'button',
      {
        disabled: isShowing,
        'aria-pressed': String(isChosen),
        on: { click: { type: 'answer', index: choice } },
      },
      `${sign}${question?.choices[choice] ?? ''}`,
    ]
  }
  const verdict = chosen[at] === question?.right ? 'Right.' : 'Wrong.'
  const asked: View[] = question
    ? [
        ['p', { class: 'muted' }, `Question ${at + 1} of ${questions.length}, ${rights} right`],
        ['h2', {}, question.ask],
        ['div', { class: 'stack' }, ...(order[at] ?? []).map(choiceOf)],
        ['p', { role: 'status' }, isShowing ? `${verdict} ${question.why}` : ''],
        [
          'button',
          { class: 'main', disabled: !isShowing, on: { click: { type: 'next' } } },
          'Next',
        ],
      ]
    : [
        ['p', { class: 'big', role: 'status' }, `${rights} of ${questions.length}`],
        ['ul', {}, ...wrong.map((each): View => ['li', {}, `${each.ask} ${each.right}`])],
        ['button', { class: 'main', on: { click: { type: 'again' } } }, 'Once more'],
      ]
  return {
    state: { questions, order, answers },
    view: ['div', { class: 'stack' }, ...asked],
    result,
  }
}

class BadQuiz extends Error {}

function textOf(given: Json | undefined, where: string, most: number): string {
  if (typeof given === 'string' && given.trim() !== '' && given.length <= most) return given.trim()
  throw new BadQuiz(`${where} must be text of 1 to ${most} characters`)
}

function readQuestion(given: Json, at: number): Question {
  const where = `questions[${at}]`
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new BadQuiz(`${where} must be an object`)
  const { ask, choices, right, why } = given
  if (!Array.isArray(choices) || choices.length < 2 || choices.length > 6)
    throw new BadQuiz(`${where}.choices must be a list of 2 to 6`)
  const texts = choices.map((choice, i) => textOf(choice, `${where}.choices[${i}]`, 120))
  if (new Set(texts).size < texts.length) throw new BadQuiz(`two choices of ${where} are the same`)
  if (typeof right !== 'number' || texts[right] === undefined)
    throw new BadQuiz(`${where}.right must be the number of a choice, from 0`)
  const reason = why === undefined ? '' : textOf(why, `${where}.why`, 300)
  return { ask: textOf(ask, `${where}.ask`, 300), choices: texts, right, why: reason }
}

/** Ten questions of a times table; what is wrong is what one gets by a usual slip. */
function timesTable(number: number): Question[] {
  return [7, 3, 9, 6, 12, 8, 4, 11, 5, 2].map((by) => {
    const product = number * by
    const slips = [product + number, product - number, product + by, product + 1, product + 10]
    const others = [...new Set(slips)].filter((each) => each !== product && each > 0).slice(0, 3)
    const choices = [product, ...others].map(String)
    const why = `${number} × ${by} = ${product}, that is ${number} × ${by - 1} + ${number}.`
    return { ask: `${number} × ${by} =`, choices, right: 0, why }
  })
}

async function pageOf(title: string, questions: Question[]): Promise<Response> {
  const state: State = { questions, order: [], answers: [] }
  const size = JSON.stringify(state).length
  if (size > 15_000) throw new BadQuiz('all questions together must stay below 15000 characters')
  const setup = { title, step: String(step), state }
  const { body } = await call('app-page', { method: 'POST', body: setup })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}

async function answer({ method, body, query }: Request): Promise<Response> {
  if (method === 'GET') {
    const table = query.table ?? '7'
    if (!/^[2-9]$|^1\d$|^20$/.test(table))
      throw new BadQuiz('"table" must be a number from 2 to 20')
    return pageOf(`${table} times table`, timesTable(Number(table)))
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new BadQuiz('the body must be an object')
  const { title = 'Quiz', questions, answers } = body
  if (!Array.isArray(questions) || questions.length < 1 || questions.length > 40)
    throw new BadQuiz('"questions" must be a list of 1 to 40')
  const read = questions.map(readQuestion)
  if (answers === undefined) return pageOf(textOf(title, '"title"', 100), read)
  if (!Array.isArray(answers) || answers.length !== read.length)
    throw new BadQuiz('"answers" must hold one number, or null, for each question')
  // What was left out is marked as a choice that no question has.
  const marks = answers.map((at) => (typeof at === 'number' && at >= 0 ? -1 - at : -100))
  return { body: step({ questions: read, order: [], answers: marks }, { type: 'mark' }).result }
}

export async function handle(request: Request): Promise<Response> {
  try {
    return await answer(request)
  } catch (error) {
    if (!(error instanceof BadQuiz)) throw error
    const hint =
      'POST {"questions": [{"ask": "Capital of Peru?", "choices": ["Lima", "Quito"], "right": 0, "why": "Since 1535."}]}, with "answers": [0] to mark; GET ?table=7'
    return { status: 400, body: { error: error.message, hint } }
  }
}
