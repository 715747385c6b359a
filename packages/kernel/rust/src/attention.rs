//! Softmax attention over heads of 32 channels: full (encoder, cross) and causal, with a key mask,
//! forward and backward. One tile of scores exists at a time, whatever the sequence lengths.
//! Legend: B batch, T queries, S keys, H heads. q (B, T, H, 32) every `q_stride` floats per time
//! step, k and v (B, S, H, 32) every `kv_stride`, out (B, T, H, 32) every `out_stride`; so q, k and v
//! may be slices of one wider projection. lse (B, H, T). Gradients lie like what they belong to.
//!
//! Forward is the online softmax: per tile, scores = q k^T * scale, the running maximum m and sum l
//! are updated and what `out` holds so far is scaled by exp(m_old - m_new). It saves lse = m + ln l.
//! Backward forms p = exp(score - lse) again, tile by tile: dv += p^T do, ds = p (do v^T - delta) *
//! scale with delta = sum(do * out), dq += ds k, dk += ds^T q.
//!
//! Causal: query t sees keys 0..=t + S - T, so the last query sees every key. `mask` (B, S) is 0 for
//! a key that nobody may see; null means all are seen. A query that sees no key gets out = 0,
//! lse = -infinity and no gradient. Masked and unseen keys weigh exactly 0, but their k and v must
//! be finite (0 * NaN is NaN). NaN in a query spoils that query's row; scores that overflow give NaN.
//! Work is split by b * H + h: one head's keys are summed by one thread, in order.
//!
//! Forward and backward stay in one file: backward is correct only as the mirror of the same walk.

use crate::attention_tile::{fill_bias, head_dot, hide_from, least, pack, product, scale_head};
use crate::edges::largest;
use crate::exp::{exp_one, ln_one, Exp};
use crate::lanes::F32x4;

pub const HEAD: usize = 32;
/// Queries and keys of one tile: 32 x 64 scores, 8 kB, beside two packed 8 kB panels in L1.
const QUERIES: usize = 32;
pub const KEYS: usize = 64;
const TILE: usize = QUERIES * KEYS;
const PANEL: usize = HEAD * KEYS;

/// Floats of scratch each thread passes to any function of this file.
#[no_mangle]
pub extern "C" fn attention_scratch() -> usize {
    2 * PANEL + 2 * TILE + KEYS + 2 * QUERIES
}

/// Every query sees every unmasked key.
#[no_mangle]
pub unsafe extern "C" fn attention_forward(
    out: *mut f32,    // (B, T, H, 32)
    lse: *mut f32,    // (B, H, T)
    q: *const f32,    // (B, T, H, 32)
    k: *const f32,    // (B, S, H, 32)
    v: *const f32,    // (B, S, H, 32)
    mask: *const u32, // (B, S) or null
    scratch: *mut f32,
    heads: usize,
    queries: usize,
    keys: usize,
    q_stride: usize,
    kv_stride: usize,
    out_stride: usize,
    scale: f32,
    begin: usize,
    end: usize,
) {
    let shape = Shape {
        heads,
        queries,
        keys,
        q_stride,
        kv_stride,
        out_stride,
        scale,
    };
    for head in begin..end {
        forward_head::<false>(out, lse, q, k, v, mask, scratch, &shape, head);
    }
}

/// Query t sees the unmasked keys up to t + S - T.
#[no_mangle]
pub unsafe extern "C" fn attention_causal_forward(
    out: *mut f32,
    lse: *mut f32,
    q: *const f32,
    k: *const f32,
    v: *const f32,
    mask: *const u32,
    scratch: *mut f32,
    heads: usize,
    queries: usize,
    keys: usize,
    q_stride: usize,
    kv_stride: usize,
    out_stride: usize,
    scale: f32,
    begin: usize,
    end: usize,
) {
    let shape = Shape {
        heads,
        queries,
        keys,
        q_stride,
        kv_stride,
        out_stride,
        scale,
    };
    for head in begin..end {
        forward_head::<true>(out, lse, q, k, v, mask, scratch, &shape, head);
    }
}

/// Writes dq, dk and dv of every head in range.
#[no_mangle]
pub unsafe extern "C" fn attention_backward(
    d_out: *const f32, // (B, T, H, 32)
    out: *const f32,   // (B, T, H, 32)
    lse: *const f32,   // (B, H, T)
    q: *const f32,     // (B, T, H, 32)
    k: *const f32,     // (B, S, H, 32)
    v: *const f32,     // (B, S, H, 32)
    dq: *mut f32,      // (B, T, H, 32), overwritten
    dk: *mut f32,      // (B, S, H, 32), overwritten
    dv: *mut f32,      // (B, S, H, 32), overwritten
    mask: *const u32,  // (B, S) or null
    scratch: *mut f32,
    heads: usize,
    queries: usize,
    keys: usize,
    q_stride: usize,
    kv_stride: usize,
    out_stride: usize,
    scale: f32,
    begin: usize,
    end: usize,
) {
    let shape = Shape {
        heads,
        queries,
        keys,
        q_stride,
        kv_stride,
        out_stride,
        scale,
    };
    for head in begin..end {
        backward_head::<false>(
            d_out, out, lse, q, k, v, dq, dk, dv, mask, scratch, &shape, head,
        );
    }
}

/// `attention_backward` of the causal form.
#[no_mangle]
pub unsafe extern "C" fn attention_causal_backward(
    d_out: *const f32,
    out: *const f32,
    lse: *const f32,
    q: *const f32,
    k: *const f32,
    v: *const f32,
    dq: *mut f32,
    dk: *mut f32,
    dv: *mut f32,
    mask: *const u32,
    scratch: *mut f32,
    heads: usize,
    queries: usize,
    keys: usize,
    q_stride: usize,
    kv_stride: usize,
    out_stride: usize,
    scale: f32,
    begin: usize,
    end: usize,
) {
    let shape = Shape {
        heads,
        queries,
        keys,
        q_stride,
        kv_stride,
        out_stride,
        scale,
    };
    for head in begin..end {
        backward_head::<true>(
            d_out, out, lse, q, k, v, dq, dk, dv, mask, scratch, &shape, head,
        );
    }
}

struct Shape {
    heads: usize,
    queries: usize,
    keys: usize,
    q_stride: usize,
    kv_stride: usize,
    out_stride: usize,
    scale: f32,
}

impl Shape {
    /// How many keys query `t` sees before the mask.
    #[inline(always)]
    fn seen<const CAUSAL: bool>(&self, t: usize) -> usize {
        if CAUSAL {
            (t + 1 + self.keys).saturating_sub(self.queries)
        } else {
            self.keys
        }
    }
}

#[inline(always)]
unsafe fn forward_head<const CAUSAL: bool>(
    out: *mut f32,
    lse: *mut f32,
    q: *const f32,
    k: *const f32,
    v: *const f32,
    mask: *const u32,
    scratch: *mut f32,
    shape: &Shape,
    head: usize,
) {
    let (b, h) = (head / shape.heads, head % shape.heads);
    let q = q.add(b * shape.queries * shape.q_stride + h * HEAD);
    let k = k.add(b * shape.keys * shape.kv_stride + h * HEAD);
    let v = v.add(b * shape.keys * shape.kv_stride + h * HEAD);
    let out = out.add(b * shape.queries * shape.out_stride + h * HEAD);
    let lse = lse.add(head * shape.queries);
    let panel = scratch;
    let scores = panel.add(PANEL);
    let bias = scores.add(TILE);
    let (tops, sums) = (bias.add(KEYS), bias.add(KEYS + QUERIES));
    let exp = Exp::flushing();

    let mut t0 = 0;
    while t0 < shape.queries {
        let rows = least(QUERIES, shape.queries - t0);
        for i in 0..rows {
            *tops.add(i) = f32::NEG_INFINITY;
            *sums.add(i) = 0.0;
            scale_head(out.add((t0 + i) * shape.out_stride), 0.0, true);
        }
        let limit = shape.seen::<CAUSAL>(t0 + rows - 1);
        let mut s0 = 0;
        while s0 < limit {
            let columns = least(KEYS, limit - s0);
            let wide = (columns + 7) & !7;
            pack(
                panel,
                k.add(s0 * shape.kv_stride),
                shape.kv_stride,
                columns,
                wide,
            );
            fill_bias(bias, mask, b * shape.keys + s0, columns, wide);
            let q = q.add(t0 * shape.q_stride);
            product(
                rows,
                wide,
                HEAD,
                q,
                shape.q_stride,
                1,
                panel,
                KEYS,
                scores,
                KEYS,
                false,
            );
            for i in 0..rows {
                let row = scores.add(i * KEYS);
                if CAUSAL {
                    hide_from(row, shape.seen::<CAUSAL>(t0 + i).saturating_sub(s0), wide);
                }
                let shrink =
                    online_row(&exp, row, bias, wide, shape.scale, tops.add(i), sums.add(i));
                if shrink != 1.0 {
                    scale_head(out.add((t0 + i) * shape.out_stride), shrink, s0 == 0);
                }
            }
            let (v, out) = (v.add(s0 * shape.kv_stride), out.add(t0 * shape.out_stride));
            product(
                rows,
                HEAD,
                columns,
                scores,
                KEYS,
                1,
                v,
                shape.kv_stride,
                out,
                shape.out_stride,
                true,
            );
            s0 += KEYS;
        }
        for i in 0..rows {
            let sum = *sums.add(i);
            let share = if sum == 0.0 { 0.0 } else { 1.0 / sum };
            scale_head(out.add((t0 + i) * shape.out_stride), share, false);
            *lse.add(t0 + i) = *tops.add(i) + ln_one(sum);
        }
        t0 += QUERIES;
    }
}

/// Turns one row of raw scores into exp(score * scale + bias - top), updates the running top and
/// sum, and returns the factor for what was accumulated under the old top.
#[inline(always)]
pub unsafe fn online_row(
    exp: &Exp,
    row: *mut f32,
    bias: *const f32,
    wide: usize,
    scale: f32,
    top: *mut f32,
    sum: *mut f32,
) -> f32 {
    let factor = F32x4::splat(scale);
    let mut j = 0;
    while j < wide {
        let a = F32x4::load(row.add(j)).madd(factor, F32x4::load(bias.add(j)));
        let b = F32x4::load(row.add(j + 4)).madd(factor, F32x4::load(bias.add(j + 4)));
        a.store(row.add(j));
        b.store(row.add(j + 4));
        j += 8;
    }
    // A pass of its own over 64 numbers in L1: only on loaded values does LLVM find `pmax`.
    let highest = largest(row, wide);
    let new_top = if *top < highest { highest } else { *top };
    // Nothing seen yet: any finite base gives exp(-infinity) = 0, and -infinity would give NaN.
    let base = if new_top == f32::NEG_INFINITY {
        0.0
    } else {
        new_top
    };
    let shrink = if *top == new_top {
        1.0
    } else {
        exp_one(*top - base)
    };
    let base = F32x4::splat(base);
    let mut parts = [F32x4::splat(0.0); 2];
    let mut j = 0;
    while j < wide {
        let a = exp.nonpositive(F32x4::load(row.add(j)).sub(base));
        let b = exp.nonpositive(F32x4::load(row.add(j + 4)).sub(base));
        a.store(row.add(j));
        b.store(row.add(j + 4));
        parts = [parts[0].add(a), parts[1].add(b)];
        j += 8;
    }
    *sum = *sum * shrink + parts[0].add(parts[1]).sum();
    *top = new_top;
    shrink
}

#[inline(always)]
unsafe fn backward_head<const CAUSAL: bool>(
    d_out: *const f32,
    out: *const f32,
    lse: *const f32,
    q: *const f32,
    k: *const f32,
    v: *const f32,
    dq: *mut f32,
    dk: *mut f32,
    dv: *mut f32,
    mask: *const u32,
    scratch: *mut f32,
    shape: &Shape,
    head: usize,
) {
    let (b, h) = (head / shape.heads, head % shape.heads);
    let q_at = b * shape.queries * shape.q_stride + h * HEAD;
    let kv_at = b * shape.keys * shape.kv_stride + h * HEAD;
    let out_at = b * shape.queries * shape.out_stride + h * HEAD;
    let (q, dq) = (q.add(q_at), dq.add(q_at));
    let (k, dk) = (k.add(kv_at), dk.add(kv_at));
    let (v, dv) = (v.add(kv_at), dv.add(kv_at));
    let (out, d_out) = (out.add(out_at), d_out.add(out_at));
    let lse = lse.add(head * shape.queries);
    let (k_panel, v_panel) = (scratch, scratch.add(PANEL));
    let p = scratch.add(2 * PANEL);
    let ds = p.add(TILE);
    let bias = ds.add(TILE);
    let exp = Exp::flushing();
    let (q_stride, kv_stride, out_stride) = (shape.q_stride, shape.kv_stride, shape.out_stride);

    for t in 0..shape.queries {
        scale_head(dq.add(t * q_stride), 0.0, true);
    }
    for s in 0..shape.keys {
        scale_head(dk.add(s * kv_stride), 0.0, true);
        scale_head(dv.add(s * kv_stride), 0.0, true);
    }
    let mut s0 = 0;
    while s0 < shape.keys {
        let columns = least(KEYS, shape.keys - s0);
        let wide = (columns + 7) & !7;
        pack(k_panel, k.add(s0 * kv_stride), kv_stride, columns, wide);
        pack(v_panel, v.add(s0 * kv_stride), kv_stride, columns, wide);
        fill_bias(bias, mask, b * shape.keys + s0, columns, wide);
        let mut t0 = 0;
        while t0 < shape.queries {
            let rows = least(QUERIES, shape.queries - t0);
            if shape.seen::<CAUSAL>(t0 + rows - 1) <= s0 {
                t0 += QUERIES;
                continue;
            }
            let (q, d_out) = (q.add(t0 * q_stride), d_out.add(t0 * out_stride));
            product(
                rows, wide, HEAD, q, q_stride, 1, k_panel, KEYS, p, KEYS, false,
            );
            product(
                rows, wide, HEAD, d_out, out_stride, 1, v_panel, KEYS, ds, KEYS, false,
            );
            for i in 0..rows {
                let (row, d_row) = (p.add(i * KEYS), ds.add(i * KEYS));
                if CAUSAL {
                    hide_from(row, shape.seen::<CAUSAL>(t0 + i).saturating_sub(s0), wide);
                }
                let delta = head_dot(d_out.add(i * out_stride), out.add((t0 + i) * out_stride));
                score_gradient(
                    &exp,
                    row,
                    d_row,
                    bias,
                    wide,
                    shape.scale,
                    *lse.add(t0 + i),
                    delta,
                );
            }
            let (dk, dv) = (dk.add(s0 * kv_stride), dv.add(s0 * kv_stride));
            product(
                columns, HEAD, rows, p, 1, KEYS, d_out, out_stride, dv, kv_stride, true,
            );
            product(
                columns, HEAD, rows, ds, 1, KEYS, q, q_stride, dk, kv_stride, true,
            );
            let (k, dq) = (k.add(s0 * kv_stride), dq.add(t0 * q_stride));
            product(
                rows, HEAD, columns, ds, KEYS, 1, k, kv_stride, dq, q_stride, true,
            );
            t0 += QUERIES;
        }
        s0 += KEYS;
    }
}

/// row: raw scores become p. d_row: do v^T becomes ds.
#[inline(always)]
unsafe fn score_gradient(
    exp: &Exp,
    row: *mut f32,
    d_row: *mut f32,
    bias: *const f32,
    wide: usize,
    scale: f32,
    lse: f32,
    delta: f32,
) {
    // A query that saw nothing: exp(score - infinity) = 0 for every key.
    let base = if lse == f32::NEG_INFINITY {
        f32::INFINITY
    } else {
        lse
    };
    let (base, delta, factor) = (F32x4::splat(base), F32x4::splat(delta), F32x4::splat(scale));
    let mut j = 0;
    while j < wide {
        let score = F32x4::load(row.add(j)).madd(factor, F32x4::load(bias.add(j)));
        let p = exp.nonpositive(score.sub(base));
        let d = F32x4::load(d_row.add(j)).sub(delta);
        p.store(row.add(j));
        p.mul(d).mul(factor).store(d_row.add(j));
        j += 4;
    }
}

#[cfg(test)]
#[path = "attention_test.rs"]
mod tests;
