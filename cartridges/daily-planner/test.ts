type Fields = { [field: string]: Json }
const plan = (tasks: Json, more: Fields = {}) =>
  request({ method: 'POST', body: { from: '08:00', to: '12:00', pause: 0, tasks, ...more } })
const rows = async (tasks: Json, more: Fields = {}): Promise<string[]> =>
  (await plan(tasks, more)).body.plan.map(
    ({ from, to, title }: { from: string; to: string; title: string }) => `${from}-${to} ${title}`,
  )
const dentist = { title: 'Dentist', at: '09:00', minutes: 60 }

test('tasks go around what is fixed, with a pause', async () => {
  equal(
    await rows(
      [
        { title: 'Report', minutes: 60 },
        { title: 'Mail', minutes: 30 },
      ],
      { fixed: [dentist], pause: 10 },
    ),
    ['08:00-08:30 Mail', '09:00-10:00 Dentist', '10:10-11:10 Report'],
  )
})

test('priority comes first, then the deadline, then size', async () => {
  equal(
    await rows([
      { title: 'long', minutes: 60 },
      { title: 'soon', minutes: 30, before: '10:00' },
      { title: 'first', minutes: 30, priority: 1 },
      { title: 'longer', minutes: 90 },
    ]),
    ['08:00-08:30 first', '08:30-09:00 soon', '09:00-10:30 longer', '10:30-11:30 long'],
  )
})

test('a window is kept', async () => {
  equal(await rows([{ title: 'Call', minutes: 20, after: '11:00', before: '11:30' }]), [
    '11:00-11:20 Call',
  ])
})

test('what may be split fills gaps, and never in crumbs', async () => {
  const task = { title: 'Write', minutes: 90, split: true }
  equal(await rows([task], { fixed: [dentist], to: '10:30' }), [
    '08:00-09:00 Write (1/2)',
    '09:00-10:00 Dentist',
    '10:00-10:30 Write (2/2)',
  ])
  // 70 minutes are an hour and a crumb of ten: the first piece gives way for 25.
  equal(
    (await rows([{ ...task, minutes: 70 }], { fixed: [dentist], to: '10:30' }))[0],
    '08:00-08:45 Write (1/2)',
  )
  equal((await plan([task], { fixed: [dentist], to: '10:20' })).body.unplaced.length, 1)
})

test('what finds no room says why', async () => {
  const { unplaced, free, freeMinutes } = (
    await plan(
      [
        { title: 'a', minutes: 100, priority: 1 },
        { title: 'b', minutes: 40, after: '09:30', before: '10:00' },
        { title: 'c', minutes: 200 },
        { title: 'd', minutes: 90 },
      ],
      { fixed: [{ title: 'Meeting', at: '10:00', minutes: 120 }] },
    )
  ).body
  equal(unplaced, [
    { title: 'b', why: 'it is longer than the time it may be done in' },
    { title: 'c', why: 'what is fixed leaves too little time' },
    { title: 'd', why: 'the day is full' },
  ])
  equal([free, freeMinutes], [[{ from: '09:40', to: '10:00' }], 20])
})

test('what is fixed twice is told and not moved', async () => {
  const other = { title: 'Call', at: '09:30', minutes: 15 }
  const { clashes, plan: shown } = (await plan([], { fixed: [other, dentist] })).body
  equal([clashes, shown.length], [['Dentist and Call'], 2])
})

test('hostile titles are only titles', async () => {
  const title = '<script>"$&</script> __proto__'
  equal(await rows([{ title, minutes: 10 }]), [`08:00-08:10 ${title}`])
})

test('times and tasks that cannot be are refused', async () => {
  for (const task of [
    null,
    { title: '', minutes: 10 },
    { title: 'a', minutes: 0 },
    { title: 'a', minutes: '10' },
    { title: 'a', minutes: 10, priority: 4 },
    { title: 'a', minutes: 10, after: '24:30' },
    { title: 'a', minutes: 10, split: 'yes' },
    { title: 'x'.repeat(81), minutes: 10 },
  ] as Json[])
    equal((await plan([task])).status, 400, JSON.stringify(task))
  for (const more of [
    { from: '8' },
    { to: '08:10' },
    { pause: 61 },
    { fixed: {} },
    { fixed: [{ title: 'a', at: '23:30', minutes: 60 }] },
  ] as Fields[])
    equal((await plan([{ title: 'a', minutes: 10 }], more)).status, 400, JSON.stringify(more))
  equal((await plan([])).status, 400)
  equal((await request({ method: 'POST', body: 'plan' })).status, 400)
})
