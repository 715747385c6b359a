//! Attention of one query against a cache of keys and values, for generation. Same heads, same masks and
//! same online softmax as attention.rs, but nothing is packed: each key is used once.

use crate::attention::{exp_row, raise_top, HEAD, KEYS};
use crate::attention_tile::{add_row, fill_bias, head_dot, least};
use crate::exp::Exp;
use crate::lanes::F32x4;

/// One query against a cache, for generation: out (B, H, 32), lengths[b] keys of the cache (B, S, H,
/// 32) are seen. `scratch` is that of attention.rs.
#[no_mangle]
pub unsafe extern "C" fn attention_decode(
    out: *mut f32,       // (B, H, 32) every `out_stride`
    q: *const f32,       // (B, H, 32) every `q_stride`
    k: *const f32,       // (B, S, H, 32) every `kv_stride`
    v: *const f32,       // (B, S, H, 32) every `kv_stride`
    mask: *const u32,    // (B, S) or null
    lengths: *const u32, // (B), each <= S
    scratch: *mut f32,
    heads: usize,
    keys: usize,
    q_stride: usize,
    kv_stride: usize,
    out_stride: usize,
    scale: f32,
    begin: usize,
    end: usize,
) {
    let scores = scratch;
    let bias = scratch.add(KEYS);
    let exp = Exp::flushing();
    for head in begin..end {
        let (b, h) = (head / heads, head % heads);
        let q = q.add(b * q_stride + h * HEAD);
        let k = k.add(b * keys * kv_stride + h * HEAD);
        let v = v.add(b * keys * kv_stride + h * HEAD);
        let out = out.add(b * out_stride + h * HEAD);
        let length = least(*lengths.add(b) as usize, keys);
        let (mut top, mut sum) = (f32::NEG_INFINITY, 0.0);
        let mut parts = [F32x4::splat(0.0); HEAD / 4];
        let mut s0 = 0;
        while s0 < length {
            let columns = least(KEYS, length - s0);
            let wide = (columns + 7) & !7;
            let hidden = fill_bias(bias, mask, b * keys + s0, columns, wide);
            for j in 0..wide {
                *scores.add(j) = if j < columns {
                    head_dot(q, k.add((s0 + j) * kv_stride))
                } else {
                    0.0
                };
            }
            if hidden {
                add_row(scores, bias, wide);
            }
            let shrink = raise_top(scores, wide, scale, &mut top);
            sum = sum * shrink + exp_row(&exp, scores, wide, scale, top);
            let shrink = F32x4::splat(if s0 == 0 { 0.0 } else { shrink });
            for part in parts.iter_mut() {
                *part = part.mul(shrink);
            }
            for j in 0..columns {
                let weight = F32x4::load_splat(scores.add(j));
                let v = v.add((s0 + j) * kv_stride);
                for (i, part) in parts.iter_mut().enumerate() {
                    *part = F32x4::load(v.add(4 * i)).madd(weight, *part);
                }
            }
            s0 += KEYS;
        }
        let share = F32x4::splat(if sum == 0.0 { 0.0 } else { 1.0 / sum });
        for (i, part) in parts.iter().enumerate() {
            part.mul(share).store(out.add(4 * i));
        }
    }
}
