const step = `function step(state, action) {
  const count = state + (action.type === 'add' ? 1 : 0)
  return { state: count, view: ['button', { on: { click: { type: 'add' } } }, String(count)] }
}`
const make = (more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { title: 'Clicks', step, state: 0, ...more } })

test('the page holds the very text of step and its first state', async () => {
  const { status, headers, body } = await make({ every: 100, keys: true })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes(`const step = ${step}\n`))
  ok(body.includes('keys } = {"state":0,"every":100,"keys":true}'))
})

test('title and lead are text, whatever they hold', async () => {
  const { body } = await make({ title: '<b>"$&"</b>', lead: '</p><script>{{step}}' })
  ok(body.includes('<h1>&#60;b&#62;&#34;$&#38;&#34;&#60;/b&#62;</h1>'))
  ok(body.includes('&#60;/p&#62;&#60;script&#62;{{step}}'), 'and is not replaced again')
})

test('neither state nor step can end the script element', async () => {
  const { body } = await make({
    state: '</script><!--',
    step: "function step() { return '</script><!--' }",
  })
  equal(body.split('</script>').length, 2)
  ok(!body.includes('<!--'))
})

test('the page loads nothing and sets no markup from text', async () => {
  const { body } = await make()
  ok(!/innerHTML|insertAdjacentHTML|https?:|src=|eval\(/.test(body))
})

test('what makes no page is refused with the reason', async () => {
  const cases: [{ [key: string]: Json }, RegExp][] = [
    [{ title: ' ' }, /title/],
    [{ title: 'x'.repeat(101) }, /title/],
    [{ lead: 5 }, /lead/],
    [{ step: 'alert(1)' }, /step/],
    [{ step: `function a(){${' '.repeat(24_000)}}` }, /step/],
    [{ state: 'x'.repeat(16_000) }, /state/],
    [{ every: 5 }, /every/],
    [{ keys: 'yes' }, /keys/],
  ]
  for (const [more, reason] of cases) {
    const answer = await make(more)
    equal(answer.status, 400)
    match(answer.body.error, reason)
    match(answer.body.hint, /String\(step\)/)
  }
  equal((await request({ method: 'POST', body: [] })).status, 400)
})
