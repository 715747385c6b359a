const tick = `function tick(state, input) {
  const x = state.x + input.keys.length
  return { state: { x }, frame: { rows: ['#'], palette: { '#': 'red' } } }
}`

const make = (more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { title: 'A walk', tick, state: { x: 0 }, ...more } })

test('the page holds the very text of tick, its first state and the player', async () => {
  const { status, headers, body } = await make()
  equal(status, 200)
  equal(headers['content-type'], 'text/html; charset=utf-8')
  match(body, /^<!doctype html>/)
  ok(body.includes(`const tick = ${tick}\n`))
  ok(body.includes('buttons } = {"state":{"x":0},"fps":10,"scale":12,'))
  match(body, /setInterval\(step, 1000 \/ fps\)/)
})

test('title and help are text and never markup, whatever they hold', async () => {
  const { body } = await make({
    title: '<b>"$&"</b>',
    help: "</p><script>alert('{{tick}}')</script>",
  })
  match(body, /<h1>&#60;b&#62;&#34;\$&#38;&#34;&#60;\/b&#62;<\/h1>/)
  ok(!body.includes('<script>alert'))
  ok(body.includes("alert('{{tick}}')"), 'what a part holds is not replaced again')
})

test('neither state nor tick can end its script element', async () => {
  const { body } = await make({
    state: '</script><script>a()',
    tick: "function tick() { return '</script><!--' }",
    buttons: [{ label: '</script>', key: '<!--' }],
  })
  equal(body.split('</script>').length, 2)
  ok(!body.includes('<!--'))
  ok(body.includes('"\\u003c/script>\\u003cscript>a()"'))
  ok(body.includes("return '<\\/script><\\!--'"))
})

test('buttons, pace and size reach the player', async () => {
  const { body } = await make({ fps: 30, scale: 4, buttons: [{ label: 'left', key: 'ArrowLeft' }] })
  ok(body.includes('"fps":30,"scale":4,"buttons":[{"label":"left","key":"ArrowLeft"}]'))
})

test('what makes no page is refused with the reason', async () => {
  const cases: [Json, RegExp][] = [
    [null, /JSON object/],
    [{ title: ' ', tick, state: 0 }, /title/],
    [{ title: 'a', tick: 'alert(1)', state: 0 }, /tick/],
    [{ title: 'a', tick: `function ${'x'.repeat(24_000)}() {}`, state: 0 }, /tick/],
    [{ title: 'a', tick }, /state/],
    [{ title: 'a', tick, state: 'x'.repeat(40_000) }, /state/],
    [{ title: 'a', tick, state: 0, fps: 0 }, /fps/],
    [{ title: 'a', tick, state: 0, scale: 1.5 }, /scale/],
    [{ title: 'a', tick, state: 0, help: 5 }, /help/],
    [{ title: 'a', tick, state: 0, buttons: [{ label: '' }] }, /buttons/],
  ]
  for (const [body, reason] of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, String(reason))
    match(answer.body.error, reason)
    ok(answer.body.hint)
  }
})
