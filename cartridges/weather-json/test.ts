const read = async (rest: string) => {
  const answer = await request({ query: { metar: `EDDB 201950Z ${rest}` } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('winds are in metres a second whatever their unit', async () => {
  equal((await read('24010G25KT')).wind, { degrees: 240, speedMs: 5.1, gustMs: 12.9 })
  equal((await read('VRB03MPS')).wind, { degrees: null, speedMs: 3, gustMs: null })
  equal((await read('00000KT')).wind, { degrees: 0, speedMs: 0, gustMs: null })
})

test('visibility comes in metres and in miles', async () => {
  for (const [text, metres] of [
    ['0800', 800],
    ['9999', 10_000],
    ['CAVOK', 10_000],
    ['10SM', 16_093],
    ['1 1/2SM', 2414],
    ['1/4SM', 402],
  ] as const)
    equal((await read(text)).visibilityM, metres, text)
})

test('weather is said in words', async () => {
  equal((await read('-SHRA +TSRAGR FZFG VCSH BR')).weather, [
    'light showers of rain',
    'heavy thunderstorm with rain and hail',
    'freezing fog',
    'nearby showers',
    'mist',
  ])
})

test('temperature, humidity and how it feels', async () => {
  const cold = await read('36020KT M05/M10 Q1030')
  equal(
    [cold.temperatureC, cold.dewPointC, cold.humidity, cold.feelsLikeC, cold.pressureHpa],
    [-5, -10, 68, -14, 1030],
  )
  const hot = await read('18004KT 35/25 A2992')
  equal([hot.humidity, hot.pressureHpa], [56, 1013])
  ok(hot.feelsLikeC > 38)
  equal((await read('10/')).humidity, null)
})

test('the category follows ceiling and visibility', async () => {
  for (const [text, category] of [
    ['9999 SCT004', 'VFR'],
    ['9999 BKN025', 'MVFR'],
    ['9999 OVC008CB', 'IFR'],
    ['9999 VV002', 'LIFR'],
    ['1000 FEW100', 'LIFR'],
    ['FEW100', null],
  ] as const)
    equal((await read(text)).category, category, text)
})

test('remarks are left out and strange parts are handed back', async () => {
  const found = await read(
    'AUTO 24005KT 210V270 9999 XYZZY <SCRIPT> NSC 10/08 Q1001 NOSIG RMK A2950',
  )
  equal([found.unknown, found.pressureHpa], [['XYZZY', '<SCRIPT>'], 1001])
})

test('what is no report is refused', async () => {
  for (const query of [
    {},
    { metar: 'hello' },
    { metar: 'EDDB 321950Z' },
    { metar: 'EDDB 202500Z' },
    { metar: 'EDDB' },
    { metar: 'x'.repeat(401) },
  ])
    equal((await request({ query })).status, 400, JSON.stringify(query).slice(0, 60))
  equal((await request({ method: 'POST', body: { metar: 5 } })).status, 400)
  equal(
    (await request({ method: 'POST', body: { metar: 'METAR EDDB 201950Z 10/08' } })).body
      .temperatureC,
    10,
  )
})
