const grade = (questions: Json, answers: Json, more: { [name: string]: Json } = {}) =>
  request({ method: 'POST', body: { questions, answers, ...more } })
const verdict = async (question: { [name: string]: Json }, answer: Json) =>
  (await grade([{ ask: '?', ...question }], [answer])).body.results[0].verdict

test('texts forgive case, accents and one typing error', async () => {
  const question = { text: ['São Paulo', 'Sampa'] }
  for (const answer of ['sao paulo', 'SÃO  PAULO!', 'Sao Palo', 'Sao Pualo', 'sampa'])
    equal(await verdict(question, answer), 'right', answer)
  for (const answer of ['Sao Pal', 'Rio', '', 5]) equal(await verdict(question, answer), 'wrong')
  equal(await verdict({ text: ['Rome'] }, 'Rom'), 'wrong')
})

test('ticking everything does not pay', async () => {
  const question = { choices: ['a', 'b', 'c', 'd'], right: [0, 2] }
  equal(await verdict(question, [2, 0]), 'right')
  equal(await verdict(question, [0]), 'partly')
  equal(await verdict(question, [0, 1, 2, 3]), 'wrong')
  equal(await verdict({ choices: ['a', 'b'], right: [1] }, 1), 'right')
})

test('numbers have a tolerance with its edge', async () => {
  const question = { number: 0.3, tolerance: 0.1 }
  for (const answer of [0.2, 0.4, '0.4', 0.1 + 0.2]) equal(await verdict(question, answer), 'right')
  for (const answer of [0.41, 'x', true, ' ']) equal(await verdict(question, answer), 'wrong')
})

test('points and the mark add up, and missing answers are told apart', async () => {
  const questions = [
    { ask: 'a', number: 1, points: 3 },
    { ask: 'b', number: 2, points: 2 },
  ]
  const { body } = await grade(questions, [1])
  equal([body.points, body.of, body.percent, body.passed], [3, 5, 60, true])
  equal(body.results[1].verdict, 'none')
  equal((await grade(questions, [1], { pass: 61 })).body.passed, false)
})

test('hostile text is only text, and keys stay inside', async () => {
  const ask = '<script>"$&__proto__'
  const answer = await grade([{ ask, text: ['secret key'] }], ['.*'])
  equal(answer.body.results[0].ask, ask)
  ok(!JSON.stringify(answer.body).includes('secret'))
})

test('questions that cannot be graded are refused', async () => {
  for (const question of [
    null,
    {},
    { ask: '' },
    { ask: 'a' },
    { ask: 'a', text: [] },
    { ask: 'a', text: ['!'] },
    { ask: 'a', choices: ['x'], right: [1] },
    { ask: 'a', number: '1' },
    { ask: 'a', number: 1, points: 0 },
  ] as Json[])
    equal((await grade([question], [])).status, 400, JSON.stringify(question))
  equal((await grade([{ ask: 'a', number: 1 }], [1, 2])).status, 400)
  equal((await grade([{ ask: 'a', number: 1 }], 'x')).status, 400)
})
