// The bytes of an ONNX model that is one MatMul, written out by hand (protobuf: tag, length, content), so
// that no ONNX tool is needed to measure onnxruntime.

/** C (m, n) = a (m, k) * b (k, n), float32, opset 13. */
export function matMulModel(m: number, n: number, k: number): Uint8Array {
  const node = [...text(1, 'a'), ...text(1, 'b'), ...text(2, 'c'), ...text(4, 'MatMul')]
  const graph = [
    ...message(1, node),
    ...text(2, 'g'),
    ...message(11, matrix('a', m, k)),
    ...message(11, matrix('b', k, n)),
    ...message(12, matrix('c', m, n)),
  ]
  const opset = [...text(1, ''), ...number(2, 13)]
  return new Uint8Array([...number(1, 8), ...message(7, graph), ...message(8, opset)])
}

function matrix(name: string, rows: number, columns: number): number[] {
  const dims = [rows, columns].flatMap((size) => message(1, number(1, size)))
  const float32 = number(1, 1)
  const tensorType = [...float32, ...message(2, dims)]
  return [...text(1, name), ...message(2, message(1, tensorType))]
}

function number(field: number, value: number): number[] {
  return [field * 8, ...varint(value)]
}

function text(field: number, value: string): number[] {
  return message(field, [...new TextEncoder().encode(value)])
}

function message(field: number, content: readonly number[]): number[] {
  return [...varint(field * 8 + 2), ...varint(content.length), ...content]
}

function varint(value: number): number[] {
  const out: number[] = []
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...out, rest]
    out.push((rest & 0x7f) | 0x80)
  }
}
