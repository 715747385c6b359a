// Hands everything the visitor does to `step` and shows the view it answers. Elements are changed in
// place, so that focus and the caret stay where they are; texts only ever become text.
const step = __step__
const { state: first, every, keys } = __setup__
const root = document.getElementById('app')
const actions = new WeakMap()
const attributes = new WeakMap()
let state = first

function dispatch(action) {
  const [random] = crypto.getRandomValues(new Uint32Array(1))
  const next = step(state, { ...action, at: Date.now(), random })
  state = next.state
  showAll(root, [next.view])
}

function setAttribute(element, name, value) {
  if (name === 'style')
    for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text)
  else if (name === 'value' || name === 'checked') {
    // Writing the same value again would move the caret.
    if (element[name] !== value) element[name] = value
  } else if (value === false) element.removeAttribute(name)
  else element.setAttribute(name, value === true ? '' : value)
}

function show(node, view) {
  if (typeof view === 'string') {
    if (node?.nodeType !== Node.TEXT_NODE) return document.createTextNode(view)
    if (node.data !== view) node.data = view
    return node
  }
  const [tag, { on = {}, ...given }, ...children] = view
  const element = node?.localName === tag ? node : document.createElement(tag)
  for (const name of attributes.get(element) ?? [])
    if (!(name in given)) element.removeAttribute(name)
  attributes.set(element, Object.keys(given))
  actions.set(element, on)
  showAll(element, children)
  // After the children: a select takes a value only when it has the option.
  for (const [name, value] of Object.entries(given)) setAttribute(element, name, value)
  return element
}

function showAll(parent, views) {
  for (const [index, view] of views.entries()) {
    const old = parent.childNodes[index]
    const next = show(old, view)
    if (!old) parent.append(next)
    else if (old !== next) old.replaceWith(next)
  }
  while (parent.childNodes.length > views.length) parent.lastChild.remove()
}

function send(event, name) {
  for (let node = event.target; node && node !== root; node = node.parentElement) {
    const action = actions.get(node)?.[name]
    if (!action) continue
    const value = node.type === 'checkbox' ? node.checked : node.value
    dispatch(value === undefined ? action : { ...action, value })
    return
  }
}

root.addEventListener('click', (event) => send(event, 'click'))
root.addEventListener('input', (event) => send(event, 'input'))
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const { target, key } = event
  if (target.matches?.('input, textarea, select')) {
    if (key === 'Enter') send(event, 'enter')
    return
  }
  const isPress = target.localName === 'button' && (key === 'Enter' || key === ' ')
  if (keys && !isPress && key !== 'Tab') dispatch({ type: 'key', key })
})
dispatch({ type: 'start' })
if (every > 0) setInterval(() => document.hidden || dispatch({ type: 'tick' }), every)
