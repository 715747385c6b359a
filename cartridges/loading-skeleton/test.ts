const draw = (shape: string, more: { [name: string]: string } = {}) =>
  request({ query: { shape, ...more } })
const pieces = async (shape: string) =>
  /aria-hidden="true">(.*)<\/div><\/div>$/.exec((await draw(shape)).body)?.[1]
const problem = async (shape: string) => (await draw(shape)).body.error

test('shapes nest, have widths and repeat', async () => {
  equal(
    await pieces('row(avatar,column(line 40%,line*2)) 50%'),
    '<div class="row" style="width:50%"><i style="width:3em;height:3em;border-radius:50%;flex:none"></i><div class="column"><i style="height:1em;width:40%"></i><i style="height:1em"></i><i style="height:1em"></i></div></div>',
  )
})

test('spaces do not matter and lists need no box', async () => {
  equal(
    await pieces(' title ,\n line '),
    '<i style="height:1.6em;width:60%"></i><i style="height:1em"></i>',
  )
})

test('motion stops for who wants none, and it is announced once', async () => {
  const { headers, body } = await draw('line', { repeat: '3', theme: 'dark' })
  equal(headers['content-type'], 'text/html; charset=utf-8')
  match(body, /prefers-reduced-motion:reduce/)
  equal(body.split('role="status"').length, 2)
  equal(body.split('<i ').length, 4)
})

test('mistakes are found at their character', async () => {
  match(await problem('row(avatar'), /\) is missing at character 11/)
  match(await problem('line, blob'), /"blob" is no shape at character/)
  match(await problem('line line'), /left over/)
  match(await problem('line 0%'), /width/)
})

test('markup, floods and depth are refused', async () => {
  for (const shape of [
    '<script>',
    'constructor',
    'line"onload=a()',
    '',
    'x'.repeat(501),
    `${'column('.repeat(9)}line${')'.repeat(9)}`,
    'line*99,line*99,line*99',
    'line*0',
  ])
    equal((await draw(shape)).status, 400, shape.slice(0, 20))
  equal((await draw('line', { repeat: '21' })).status, 400)
  equal((await draw('line', { theme: 'pink' })).status, 400)
})
