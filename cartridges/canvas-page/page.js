// Calls `tick` at a steady pace with what the player did since, and draws the frame it answers.
const tick = __tick__
const { state: first, fps, scale, buttons } = __setup__
const canvas = document.getElementById('canvas')
const brush = canvas.getContext('2d')
const held = new Set()
let pressed = []
let pointer = null
let state = first

function press(key) {
  if (!held.has(key)) pressed.push(key)
  held.add(key)
}

function draw({ rows, palette, text = '' }) {
  const width = rows[0]?.length ?? 0
  if (canvas.width !== width * scale || canvas.height !== rows.length * scale) {
    canvas.width = width * scale
    canvas.height = rows.length * scale
  }
  for (const [y, row] of rows.entries())
    for (let x = 0; x < width; x++) {
      brush.fillStyle = palette[row[x]] ?? '#000'
      brush.fillRect(x * scale, y * scale, scale, scale)
    }
  document.getElementById('text').textContent = text
}

function step() {
  if (document.hidden) return
  const next = tick(state, { keys: [...held], pressed, pointer })
  state = next.state
  pressed = []
  if (pointer && !pointer.down) pointer = null
  draw(next.frame)
}

function point(event, down) {
  const box = canvas.getBoundingClientRect()
  const x = Math.floor(((event.clientX - box.left) / box.width) * (canvas.width / scale))
  const y = Math.floor(((event.clientY - box.top) / box.height) * (canvas.height / scale))
  pointer = { x, y, down }
}

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === ' ' || event.key.startsWith('Arrow')) event.preventDefault()
  press(event.key)
})
addEventListener('keyup', (event) => held.delete(event.key))
addEventListener('blur', () => held.clear())
canvas.addEventListener('pointerdown', (event) => point(event, true))
canvas.addEventListener('pointermove', (event) => event.buttons && point(event, true))
addEventListener('pointerup', () => {
  if (pointer) pointer = { ...pointer, down: false }
})

for (const { label, key } of buttons) {
  const button = document.createElement('button')
  button.textContent = label
  button.addEventListener('pointerdown', () => press(key))
  for (const end of ['pointerup', 'pointerleave'])
    button.addEventListener(end, () => held.delete(key))
  document.getElementById('buttons').append(button)
}

step()
setInterval(step, 1000 / fps)
canvas.focus()
