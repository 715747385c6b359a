// A grader. A question carries its own key: accepted texts, the numbers of the right choices, or a number
// with a tolerance. Solutions never leave in the answer.

type Fields = { readonly [key: string]: Json }
type Graded = { ask: string; points: number; of: number; verdict: string }

class BadQuiz extends Error {}

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What counts of a text: no case, no accents, no punctuation, single spaces. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether one insertion, deletion, change or swap of neighbours makes `a` into `b`. */
function isOneErrorAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const [restA, restB] = [a.slice(start), b.slice(start)]
  const isSwap = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
  return (
    isSwap ||
    restA.slice(1) === restB.slice(1) ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB
  )
}

/** The share of the points from 0 to 1. */
function shareOf(question: Fields, answer: Json, where: string): number {
  const { text, choices, right, number, tolerance = 0 } = question
  if (Array.isArray(text)) {
    const keys = text.map((key) => (typeof key === 'string' ? plain(key.slice(0, 100)) : ''))
    if (keys.length === 0 || keys.includes('')) throw new BadQuiz(`${where}.text must be texts`)
    const given = typeof answer === 'string' ? plain(answer.slice(0, 200)) : ''
    const isRight = (key: string) =>
      given === key || (key.length >= 5 && isOneErrorAway(given, key))
    return keys.some(isRight) ? 1 : 0
  }
  if (Array.isArray(choices)) {
    const isChoice = (at: Json) =>
      Number.isInteger(at) && Number(at) >= 0 && Number(at) < choices.length
    if (!Array.isArray(right) || right.length === 0 || !right.every(isChoice))
      throw new BadQuiz(`${where}.right must be numbers of choices, from 0`)
    const given = [...new Set(Array.isArray(answer) ? answer : [answer])]
    const hits = given.filter((at) => right.includes(at)).length
    // Ticking everything must not pay, so wrong choices cost what right ones earn.
    return Math.max(0, 2 * hits - given.length) / new Set(right).size
  }
  if (typeof number !== 'number' || typeof tolerance !== 'number' || tolerance < 0)
    throw new BadQuiz(`${where} needs "text", "choices" with "right", or "number"`)
  const given = typeof answer === 'string' && answer.trim() !== '' ? Number(answer) : answer
  // Binary fractions must not fail an answer at the very edge.
  return typeof given === 'number' && Math.abs(given - number) <= tolerance + 1e-9 ? 1 : 0
}

function grade(question: Json, answer: Json, where: string): Graded {
  if (!isFields(question)) throw new BadQuiz(`${where} must be an object`)
  const { ask, points: of = 1 } = question
  if (typeof ask !== 'string' || ask.trim() === '' || ask.length > 300)
    throw new BadQuiz(`${where}.ask must be text of 1 to 300 characters`)
  if (typeof of !== 'number' || !Number.isInteger(of) || of < 1 || of > 100)
    throw new BadQuiz(`${where}.points must be a whole number from 1 to 100`)
  const share = shareOf(question, answer, where)
  const points = Math.round(share * of * 100) / 100
  const missed = answer === null ? 'none' : 'wrong'
  return { ask, points, of, verdict: share === 1 ? 'right' : share > 0 ? 'partly' : missed }
}

function report(body: Json) {
  if (!isFields(body)) throw new BadQuiz('the body must be an object')
  const { questions, answers, pass = 60 } = body
  if (!Array.isArray(questions) || questions.length === 0 || questions.length > 50)
    throw new BadQuiz('"questions" must be a list of 1 to 50')
  if (!Array.isArray(answers) || answers.length > questions.length)
    throw new BadQuiz('"answers" must be a list, at most one a question')
  if (typeof pass !== 'number' || !(pass >= 1 && pass <= 100))
    throw new BadQuiz('"pass" must be 1 to 100 per cent')
  const results = questions.map((item, i) => grade(item, answers[i] ?? null, `questions[${i}]`))
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const points = Math.round(sum(results.map((result) => result.points)) * 100) / 100
  const of = sum(results.map((result) => result.of))
  const percent = Math.floor((1000 * points) / of) / 10
  return { points, of, percent, passed: percent >= pass, results }
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"questions": [{"ask": "Capital of Peru?", "text": ["Lima"]}, {"ask": "2 + 2?", "choices": ["3", "4"], "right": [1]}, {"ask": "Pi?", "number": 3.14, "tolerance": 0.01}], "answers": ["lima", [1], 3.14], "pass": 60}'
  try {
    return { body: report(body) }
  } catch (error) {
    if (error instanceof BadQuiz) return { status: 400, body: { error: error.message, hint } }
    throw error
  }
}
