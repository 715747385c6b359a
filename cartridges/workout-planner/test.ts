const plan = (more: { [name: string]: Json }) =>
  request({ method: 'POST', body: { lift: 'Squat', kg: 100, reps: 1, ...more } })
const weights = (body: { weeks: { kg: number }[] }) => body.weeks.map(({ kg }) => kg)

test('three weeks climb and the fourth is light', async () => {
  const { body } = await plan({})
  equal(weights(body), [70, 77.5, 85, 60])
  equal(
    body.weeks.map((week: { light: boolean }) => week.light),
    [false, false, false, true],
  )
})

test('the next block starts a little higher', async () => {
  equal(weights((await plan({ kg: 200, weeks: 5 })).body), [140, 155, 170, 120, 142.5])
})

test('the maximum is estimated from repetitions', async () => {
  equal((await plan({ kg: 90, reps: 5 })).body.maximum, 105)
})

test('plates and bar add up to the weight', async () => {
  const { body } = await plan({ kg: 187.3, reps: 3, weeks: 16, bar: 15 })
  for (const { kg, plates } of body.weeks as { kg: number; plates: number[] }[])
    equal(15 + 2 * plates.reduce((sum, size) => sum + size, 0), kg)
})

test('a hostile name is only text', async () => {
  equal((await plan({ lift: '<script>"$&" __proto__' })).body.lift, '<script>"$&" __proto__')
})

test('what is wrong is refused with a hint', async () => {
  for (const more of [
    { lift: ' ' },
    { lift: 'x'.repeat(41) },
    { kg: 0 },
    { kg: '100' },
    { kg: 501 },
    { reps: 1.5 },
    { reps: 13 },
    { weeks: 17 },
    { bar: -1 },
    { kg: 20 },
  ] as { [name: string]: Json }[]) {
    const answer = await plan(more)
    equal(answer.status, 400, JSON.stringify(more))
    match(answer.body.hint, /lift/)
  }
  equal((await request({ method: 'POST', body: null })).status, 400)
})
