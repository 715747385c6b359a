const peru = { ask: 'Capital of Peru?', choices: ['Lima', 'Quito'], right: 0, why: 'Since 1535.' }
const sum = { ask: '2 + 2?', choices: ['3', '4', '5'], right: 1 }
const post = (body: Json) => request({ method: 'POST', body })

test('answers are marked, and the wrong ones come with the reason', async () => {
  equal((await post({ questions: [peru, sum], answers: [1, 1] })).body, {
    right: 1,
    of: 2,
    percent: 50,
    wrong: [{ ask: 'Capital of Peru?', right: 'Lima', why: 'Since 1535.' }],
  })
  equal((await post({ questions: [peru, sum], answers: [0, 1] })).body.wrong, [])
})

test('what was left out is wrong', async () => {
  equal((await post({ questions: [peru, sum], answers: [null, 9] })).body.right, 0)
})

test('questions become a page', async () => {
  const { status, headers, body } = await post({ title: 'Geography', questions: [peru] })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('<h1>Geography</h1>'))
  ok(body.includes('"choices":["Lima","Quito"],"right":0,"why":"Since 1535."'))
})

test('a times table has one right choice among four', async () => {
  for (const table of ['2', '7', '20']) {
    const { body } = await request({ method: 'GET', query: { table } })
    const [, text = ''] = /"questions":(\[.*?\]),"order"/.exec(body) ?? []
    const questions: { ask: string; choices: string[]; right: number }[] = JSON.parse(text)
    equal(questions.length, 10)
    for (const { ask, choices, right } of questions) {
      const [a = '', b = ''] = ask.split(/ [×=] ?/)
      equal([choices[right], new Set(choices).size], [String(Number(a) * Number(b)), 4])
    }
  }
})

test('hostile questions are only text', async () => {
  const hostile = { ask: '</script><script>"$&"', choices: ['<b>', '__proto__'], right: 1 }
  const { status, body } = await post({ title: '<i>{{step}}', questions: [hostile] })
  equal(status, 200)
  ok(body.includes('\\u003c/script>\\u003cscript>\\"$&\\"'))
  equal(body.split('</script>').length, 2)
  equal((await post({ questions: [hostile], answers: [1] })).body.right, 1)
})

test('quizzes that cannot be are refused with the place', async () => {
  const cases: [Json, RegExp][] = [
    [null, /object/],
    [[], /object/],
    [{}, /questions/],
    [{ questions: [] }, /1 to 40/],
    [{ questions: Array(41).fill(peru) }, /1 to 40/],
    [{ questions: [peru, 5] }, /questions\[1\]/],
    [{ questions: [{ ...peru, ask: ' ' }] }, /ask/],
    [{ questions: [{ ...peru, choices: ['a'] }] }, /2 to 6/],
    [{ questions: [{ ...peru, choices: ['a', 'a '] }] }, /same/],
    [{ questions: [{ ...peru, choices: ['a', 5] }] }, /choices\[1\]/],
    [{ questions: [{ ...peru, right: 2 }] }, /right/],
    [{ questions: [{ ...peru, right: '0' }] }, /right/],
    [{ questions: [{ ...peru, why: 5 }] }, /why/],
    [{ questions: [peru], answers: [] }, /one number/],
    [{ questions: [peru], title: '' }, /title/],
    [
      { questions: Array(40).fill({ ...peru, ask: 'x'.repeat(300), why: 'y'.repeat(300) }) },
      /15000/,
    ],
  ]
  for (const [body, reason] of cases) {
    const answer = await post(body)
    equal(answer.status, 400)
    match(answer.body.error, reason)
    match(answer.body.hint, /\?table=7/)
  }
  for (const table of ['1', '21', 'x', '</script>'])
    equal((await request({ method: 'GET', query: { table } })).status, 400)
})
