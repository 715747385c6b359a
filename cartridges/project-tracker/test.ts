const plan = (tasks: Json) => request({ method: 'POST', body: { tasks } })
const house = [
  { id: 'dig', days: 2, done: true },
  { id: 'walls', days: 5, after: ['dig'] },
  { id: 'garden', days: 1, after: ['dig'] },
  { id: 'feast', days: 1, after: ['walls', 'garden'] },
]

test('the longest way is critical and the rest has slack', async () => {
  const { body } = await plan(house)
  equal([body.days, body.critical], [8, ['dig', 'walls', 'feast']])
  equal(
    body.tasks.find((task: { id: string }) => task.id === 'garden'),
    { id: 'garden', start: 2, end: 3, slack: 4, done: false },
  )
})

test('what waits for nothing open is ready', async () => {
  const { body } = await plan(house)
  equal([body.ready, body.percent], [['walls', 'garden'], 22.2])
})

test('tasks without days are milestones', async () => {
  equal((await plan([{ id: 'start', days: 0 }])).body.percent, 0)
})

test('a circle is named, also a circle of one', async () => {
  match((await plan([{ id: 'a', days: 1, after: ['a'] }])).body.error, /each other: a$/)
})

test('hostile ids are only ids', async () => {
  const { body } = await plan([
    { id: '__proto__', days: 1 },
    { id: '<script>"$&"', days: 1, after: ['__proto__'] },
  ])
  equal(body.critical, ['__proto__', '<script>"$&"'])
})

test('two hundred tasks in one chain are planned', async () => {
  const chain = Array.from({ length: 200 }, (_, n) => {
    return { id: `t${n}`, days: 1, after: n === 199 ? [] : [`t${n + 1}`] }
  })
  equal((await plan(chain)).body.days, 200)
})

test('what is wrong is refused by name', async () => {
  const cases: [Json, RegExp][] = [
    [null, /tasks/],
    [[], /tasks/],
    [[5], /task 1/],
    [[{ id: '', days: 1 }], /id/],
    [[{ id: 'a', days: -1 }], /days/],
    [[{ id: 'a', days: 1, done: 1 }], /done/],
    [[{ id: 'a', days: 1, after: 'b' }], /after/],
    [[{ id: 'a', days: 1, after: ['constructor'] }], /no task/],
    [
      [
        { id: 'a', days: 1 },
        { id: 'a', days: 1 },
      ],
      /one id/,
    ],
  ]
  for (const [tasks, reason] of cases) {
    const answer = await plan(tasks)
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
})
