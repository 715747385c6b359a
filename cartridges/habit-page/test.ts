const read = async (days: string[], goal = 7, today = '2026-11-21') =>
  (await request({ method: 'POST', body: { today, habits: [{ name: 'Read', goal, days }] } })).body
    .habits[0]
const november = (...days: number[]) => days.map((day) => `2026-11-${String(day).padStart(2, '0')}`)

test('days in a row are a streak, which lives until the day is over', async () => {
  equal(await read(november(18, 19, 20)), {
    name: 'Read',
    goal: 7,
    kept: 3,
    streak: 3,
    longest: 3,
    week: 3,
    month: 10,
    last: '2026-11-20',
    due: '2026-11-21',
  })
  equal((await read(november(17, 18, 19))).streak, 0)
})

test('a goal below seven leaves rest days', async () => {
  const days = november(12, 15, 17, 20)
  equal([(await read(days, 5)).streak, (await read(days, 7)).longest], [4, 1])
  equal([(await read(days, 6)).longest, (await read(days, 5)).due], [2, '2026-11-23'])
})

test('the order, doubles and the future do not matter', async () => {
  const { kept, streak, last } = await read(november(21, 19, 20, 20, 25))
  equal([kept, streak, last], [3, 3, '2026-11-21'])
})

test('months and leap days are followed', async () => {
  equal((await read(['2028-02-28', '2028-02-29', '2028-03-01'], 7, '2028-03-01')).streak, 3)
  equal((await read([])).due, '2026-11-21')
})

test('the share of the month is against the goal', async () => {
  equal((await read(november(4, 8, 12, 16, 20), 1)).month, 100)
  equal((await read(november(7, 14, 21), 2)).month, 35)
})

test('the page starts with the habits of the query, whatever they are', async () => {
  const { status, headers, body } = await request({
    method: 'GET',
    query: { habits: '</script>,"$&",__proto__' },
  })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('"name":"\\u003c/script>"'))
  ok(body.includes('"name":"\\"$&\\""'))
  equal(body.split('</script>').length, 2)
})

test('habits and days that cannot be are refused', async () => {
  const today = '2026-11-21'
  const name = 'Read'
  const cases: [Json, RegExp][] = [
    [null, /habits/],
    [{ today, habits: [] }, /1 to 12/],
    [{ today, habits: Array(13).fill({ name }) }, /1 to 12/],
    [{ today, habits: [null] }, /habits\[0\].name/],
    [{ today, habits: [{ name: ' ' }] }, /name/],
    [{ today, habits: [{ name, goal: 8 }] }, /goal/],
    [{ today, habits: [{ name, goal: '7' }] }, /goal/],
    [{ today, habits: [{ name, days: ['2026-02-30'] }] }, /days\[0\]/],
    [{ today, habits: [{ name, days: [20] }] }, /days\[0\]/],
    [{ today: 'soon', habits: [{ name }] }, /today/],
    [{ habits: [{ name }] }, /today/],
    [{ today, habits: [{ name, days: Array(1001).fill(today) }] }, /1000/],
  ]
  for (const [body, reason] of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400)
    match(answer.body.error, reason)
    match(answer.body.hint, /"today"/)
  }
  equal((await request({ method: 'GET', query: { habits: ',' } })).status, 400)
})
