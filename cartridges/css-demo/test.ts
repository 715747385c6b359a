const demo = (css: string, html = '<p>x</p>') => request({ method: 'POST', body: { css, html } })
const specificity = async (selector: string) =>
  (await demo(`${selector} {}`)).body.selectors[0].specificity

test('CSS and HTML stand in the page', async () => {
  const { body } = await demo('p { color: red }', '<p class="a" aria-label=\'b\'>x &amp; y</p>')
  ok(
    body.page.includes(
      '<style>p { color: red }</style><main><p class="a" aria-label="b">x &amp; y</p></main>',
    ),
  )
  equal(body.removed, [])
})

test('specificity counts as the standard says', async () => {
  equal(await specificity('#a .b > li:hover'), [1, 2, 1])
  equal(await specificity('ul li::marker'), [0, 0, 3])
  equal(await specificity('a:not(#x)'), [1, 0, 1])
  equal(await specificity(':where(#x) p'), [0, 0, 1])
  equal(await specificity('[type="a.b#c"]'), [0, 1, 0])
})

test('lists, media and key frames give their selectors', async () => {
  const { body } = await demo(
    '@media (width > 9px) { h1, h2:is(.a, .b) { top: 0 } } @keyframes k { from { top: 0 } 50% { top: 1px } }',
  )
  ok(body.selectors.some((entry: { selector: string }) => entry.selector === 'h2:is(.a, .b)'))
  ok(!body.selectors.some((entry: { selector: string }) => entry.selector === 'from'))
})

test('scripts, handlers and addresses are taken out and named', async () => {
  const { body } = await demo(
    '@import "//evil"; p { background: u\\rl(//evil); color: URL (x) } </style><script>a()</script>',
    '<script>a()</script><img src=x onerror=a()><p onclick="a()" style="x" class="ok">t</p><a href="javascript:a()">l</a><svg/onload=a()>',
  )
  ok(
    !/<script|<img|<svg|onclick=|href=|url\(|@import/i.test(
      body.page.replace(/<pre>.*<\/pre>/s, ''),
    ),
  )
  match(body.page, /<p class="ok">t<\/p>/)
  ok(
    ['<script>', '<img>', 'onclick=', 'href=', 'url()', 'backslashes'].every((name) =>
      body.removed.includes(name),
    ),
  )
})

test('broken markup stays text and cannot leave its attribute', async () => {
  const { body } = await demo('', '<p title="a"><b <i title=\'"><script>x\'>z < y')
  ok(!body.page.includes('<script'))
  match(body.page, /z &lt; y/)
})

test('what is missing or too long is refused', async () => {
  for (const body of [
    null,
    {},
    { css: 'x' },
    { css: 1, html: '' },
    { css: '', html: 'x'.repeat(20_001) },
    { css: '', html: '', title: [] },
  ])
    equal((await request({ method: 'POST', body })).status, 400)
})
