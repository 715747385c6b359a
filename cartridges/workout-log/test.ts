const log = (day: string, text: Json) =>
  request({ method: 'POST', path: `/${day}`, body: { text } })

test('sets are read the way they are written', async () => {
  const { body } = await log('2026-11-20', 'Squat 3x5@100 1x8@90.5kg; Pull Up 3x8\nsquat 1X1@110')
  equal(body, {
    day: '2026-11-20',
    sets: 8,
    volume: 2334,
    exercises: [
      { exercise: 'squat', work: '3x5@100 1x8@90.5 1x1@110', maximum: 116.5 },
      { exercise: 'pull-up', work: '3x8', maximum: 0 },
    ],
    records: [],
  })
})

test('a record beats all sets of as many or more repetitions', async () => {
  await log('2026-11-10', 'bench 3x8@70 1x3@80')
  equal((await log('2026-11-12', 'bench 1x5@70 1x3@80')).body.records, [])
  equal((await log('2026-11-14', 'bench 1x5@72.5 1x10@60')).body.records, [
    { exercise: 'bench', reps: 5, kg: 72.5 },
    { exercise: 'bench', reps: 10, kg: 60 },
  ])
})

test('many repetitions make no maximum, and records end where they are matched', async () => {
  await log('2026-11-10', 'row 1x30@60 1x5@60 1x1@80')
  const { maximum, records } = (await request({ path: '/row' })).body
  equal(maximum, 80)
  equal(
    records.map(({ reps, kg }: { reps: number; kg: number }) => [reps, kg]),
    [
      [1, 80],
      [30, 60],
    ],
  )
})

test('four sessions without a best are a plateau', async () => {
  for (const [day, kg] of [10, 12, 14, 16, 18].entries())
    await log(`2026-11-0${day + 1}`, `press 1x5@${day === 0 ? 50 : 30 + kg}`)
  const { plateau, reachedOn, sessions } = (await request({ path: '/press' })).body
  equal([plateau, reachedOn, sessions], [true, '2026-11-01', 5])
  await log('2026-11-09', 'press 1x5@51')
  equal((await request({ path: '/press' })).body.plateau, false)
})

test('weeks begin on Monday, days are replaced and can be deleted', async () => {
  await log('2026-11-15', 'squat 1x5@100')
  await log('2026-11-16', 'squat 1x5@100')
  await log('2026-11-16', 'squat 2x5@100')
  equal((await request({ path: '/' })).body, {
    sessions: 2,
    weeks: [
      { week: '2026-11-09', sessions: 1, volume: 500 },
      { week: '2026-11-16', sessions: 1, volume: 1000 },
    ],
    exercises: [{ exercise: 'squat', sessions: 2 }],
  })
  equal((await request({ method: 'DELETE', path: '/2026-11-16' })).body.sets, 2)
  equal((await request({ path: '/2026-11-16' })).status, 404)
})

test('what a name of the language says is an exercise like any other', async () => {
  await log('2026-11-20', 'constructor 1x5@20')
  equal((await request({ path: '/constructor' })).body.maximum, 23.5)
  equal((await request({ path: '/tostring' })).status, 404)
})

test('a full log refuses and keeps what it has', async () => {
  const text = 'a 1x1@1 '.padEnd(1000, '99x999@999.99 ').slice(0, 980).replace(/ \S*$/, '')
  let status = 200
  for (let i = 0; i < 70 && status === 200; i++)
    status = (await log(`20${String(10 + i)}-01-01`, text)).status
  equal(status, 409)
  equal((await request({ path: '/a' })).status, 200)
})

test('texts and days that cannot be are refused', async () => {
  for (const text of [
    '',
    'squat',
    'squat 3x',
    '3x5@100',
    'squat 0x5@10',
    'squat 3x5@-1',
    '<script> 3x5',
    '__proto__ 3x5',
    '"$&"',
    5,
    null,
    'a 1x1'.repeat(300),
  ])
    equal((await log('2026-11-20', text)).status, 400, String(text))
  for (const day of ['2026-02-30', 'today', '', '<b>'])
    equal((await log(day, 'a 1x1@1')).status, 400)
  equal((await request({ path: '/' })).body.sessions, 0)
})
