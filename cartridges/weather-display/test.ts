type Fields = { [field: string]: Json }
const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour)).toISOString().slice(0, 16)
const hours = (list: Fields[], first = 6) => list.map((hour, i) => ({ at: at(first + i), ...hour }))
const ask = (list: Json, more: Fields = {}, path = '/') =>
  request({ method: 'POST', path, body: { place: 'Bergen', hours: list, ...more } })
const words = async (list: Fields[], first = 6) =>
  (await ask(hours(list, first), {}, '/words')).body

test('the words tell low, high, rain and each day', async () => {
  const body = await words([{ c: 5, rain: 0.4, cloud: 90 }, { c: -2 }, { c: 3, rain: 0.8 }], 22)
  equal([body.low, body.high, body.rain], [{ c: -2, at: at(23) }, { c: 5, at: at(22) }, 1.2])
  equal(body.days, [
    { day: '2026-11-21', low: -2, high: 5, rain: 0.4, sky: 'some rain, grey' },
    { day: '2026-11-22', low: 3, high: 3, rain: 0.8, sky: 'some rain' },
  ])
})

test('advice fits what comes', async () => {
  equal((await words([{ c: 1, rain: 1 }, { c: 0 }])).advice, [
    'roads may be icy',
    'frost: bring plants in',
    'take an umbrella',
  ])
  equal((await words([{ c: 31, wind: 12, rain: 3 }, { c: 20 }])).advice, [
    'heat: drink and stay in the shade',
    'windy: tie down what is loose',
    'wear a rain coat',
  ])
  equal((await words([{ c: 15 }, { c: 16, wind: 18 }])).advice, ['storm: stay away from trees'])
})

test('the time to be outside is dry, calm and by day', async () => {
  const list = [
    { c: 9 },
    { c: 9 },
    { c: 9, rain: 1 },
    { c: 9 },
    { c: 9 },
    { c: 9 },
    { c: 9, wind: 11 },
  ]
  equal((await words(list, 6)).outside, { from: at(9), to: at(11) })
  equal((await words([{ c: 9 }, { c: 9 }], 22)).outside, null)
  equal((await words([{ c: 9 }, { c: 9 }, { c: 9, rain: 2 }], 20)).outside, null)
})

test('the chart has an axis, a bar for each wet hour and an arrow for each wind', async () => {
  const list = hours([
    { c: 2, rain: 1, cloud: 50 },
    { c: 6, wind: 5, from: 270 },
    { c: 4, rain: 2 },
  ])
  const { headers, body } = await ask(list)
  match(headers['content-type'], /^image\/svg\+xml/)
  match(body, /aria-label="Bergen: 2° to 6°"/)
  equal([body.match(/ mm<\/title>/g).length, body.match(/rotate\(270\)/g).length], [2, 1])
  for (const label of ['>2°<', '>6°<', '>6:00<']) ok(body.includes(label), label)
  ok(!/NaN|undefined|Infinity/.test(body))
})

test('the curve never leaves what was forecast', async () => {
  const { body } = await ask(hours([{ c: 0 }, { c: 0 }, { c: 10 }, { c: 10 }, { c: 3 }]))
  const path = /<path d="(M[^"]*)" fill="none" stroke="#d9512c"/.exec(body)?.[1] ?? ''
  const heights = path.match(/[\d.]+ [\d.]+/g)?.map((pair) => Number(pair.split(' ')[1])) ?? []
  equal(heights.length, 13)
  ok(
    heights.every((y) => y >= 64 && y <= 250),
    path,
  )
})

test('equal temperatures and long forecasts are drawn too', async () => {
  ok(!/NaN|Infinity/.test((await ask(hours([{ c: 7 }, { c: 7 }]))).body))
  const week = Array.from({ length: 120 }, (_, i) => ({ c: i % 24, rain: i % 3, from: 90 }))
  const { body } = await ask(hours(week, 0), { dark: true })
  ok(body.includes('>Sun 22<') && !body.includes('>12:00<') && body.includes('#14181f'))
})

test('hostile places are only text', async () => {
  const { body } = await ask(hours([{ c: 1 }, { c: 2 }]), { place: '"><script>$&</script>' })
  ok(!/<script/.test(body))
  ok(body.includes('&#34;&#62;&#60;script&#62;$&#38;'))
})

test('hours that cannot be are refused', async () => {
  for (const list of [
    null,
    [],
    [{ at: at(1), c: 1 }],
    hours([{ c: '1' }, { c: 2 }]),
    hours([{ c: 99 }, { c: 2 }]),
    hours([{ c: 1, rain: -1 }, { c: 2 }]),
    hours([{ c: 1, from: 361 }, { c: 2 }]),
    [
      { at: at(1), c: 1 },
      { at: at(1), c: 1 },
    ],
    [
      { at: '2026-02-30T01:00', c: 1 },
      { at: at(1), c: 1 },
    ],
    [
      { at: at(1), c: 1 },
      { at: at(999), c: 1 },
    ],
    ['__proto__', null],
  ] as Json[])
    equal((await ask(list)).status, 400, JSON.stringify(list))
  for (const more of [{ place: '' }, { place: 'x'.repeat(61) }, { dark: 1 }] as Fields[])
    equal((await ask(hours([{ c: 1 }, { c: 2 }]), more)).status, 400)
  equal((await ask(hours([{ c: 1 }, { c: 2 }]), {}, '/other')).status, 400)
})
