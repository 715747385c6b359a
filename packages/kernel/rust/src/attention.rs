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

use crate::attention_tile::{
    add_row, clear_beyond, clear_heads, fill_bias, head_dot, hide_from, largest_of_tile, least,
    scale_head,
};
use crate::edges::{load_pair, map_lanes, side_by_side, store_pair};
use crate::exp::{exp_one, ln_one, Exp};
use crate::gemm::{gemm, ACCUMULATE, NN, NT, TN, ZERO};
use crate::lanes::F32x4;

pub const HEAD: usize = 32;
/// Queries and keys of one tile: 64 x 64 scores, 16 kB. A causal tile takes half as many queries, so that
/// most of what nobody sees is never formed.
const QUERIES: usize = 64;
const CAUSAL_QUERIES: usize = 32;
pub const KEYS: usize = 64;
const TILE: usize = QUERIES * KEYS;

/// Floats of scratch each thread passes to any function of this file.
#[no_mangle]
pub extern "C" fn attention_scratch() -> usize {
    2 * TILE + KEYS + 2 * QUERIES
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
    tile: usize,
    gemm_scratch: *mut f32,
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
        tile,
        gemm_scratch,
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
    tile: usize,
    gemm_scratch: *mut f32,
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
        tile,
        gemm_scratch,
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
    tile: usize,
    gemm_scratch: *mut f32,
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
        tile,
        gemm_scratch,
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
    tile: usize,
    gemm_scratch: *mut f32,
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
        tile,
        gemm_scratch,
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
    tile: usize,
    gemm_scratch: *mut f32,
    heads: usize,
    queries: usize,
    keys: usize,
    q_stride: usize,
    kv_stride: usize,
    out_stride: usize,
    scale: f32,
}

impl Shape {
    /// One small product of gemm.rs; `m`, `n`, `k` and strides as there.
    #[inline(always)]
    unsafe fn multiply(
        &self,
        form: usize,
        (m, n, k): (usize, usize, usize),
        (a, a_stride): (*const f32, usize),
        (b, b_stride): (*const f32, usize),
        (c, c_stride): (*mut f32, usize),
        start: usize,
    ) {
        let none = core::ptr::null();
        let room = self.gemm_scratch;
        gemm(
            form, self.tile, m, n, k, a, a_stride, b, b_stride, c, c_stride, start, none, room,
        );
    }

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
    let scores = scratch;
    let bias = scores.add(TILE);
    let (tops, sums) = (bias.add(KEYS), bias.add(KEYS + QUERIES));
    let exp = Exp::flushing();
    let (q_stride, kv_stride, out_stride) = (shape.q_stride, shape.kv_stride, shape.out_stride);
    let most = if CAUSAL { CAUSAL_QUERIES } else { QUERIES };

    let mut t0 = 0;
    while t0 < shape.queries {
        let rows = least(most, shape.queries - t0);
        let (q, out) = (q.add(t0 * q_stride), out.add(t0 * out_stride));
        for i in 0..rows {
            *tops.add(i) = f32::NEG_INFINITY;
            *sums.add(i) = 0.0;
        }
        let limit = shape.seen::<CAUSAL>(t0 + rows - 1);
        let mut s0 = 0;
        // Queries before the first key see nothing; one empty turn writes their zeros.
        while s0 < limit || s0 == 0 {
            let columns = least(KEYS, limit - s0);
            let wide = (columns + 7) & !7;
            let (k, v) = (k.add(s0 * kv_stride), v.add(s0 * kv_stride));
            let hidden = fill_bias(bias, mask, b * shape.keys + s0, columns, wide);
            let size = (rows, columns, HEAD);
            shape.multiply(
                NT,
                size,
                (q, q_stride),
                (k, kv_stride),
                (scores, KEYS),
                ZERO,
            );
            clear_beyond(scores, rows, columns, wide);
            for i in 0..rows {
                let row = scores.add(i * KEYS);
                if hidden {
                    add_row(row, bias, wide);
                }
                if CAUSAL {
                    hide_from(row, shape.seen::<CAUSAL>(t0 + i).saturating_sub(s0), wide);
                }
                let shrink = raise_top(row, wide, shape.scale, tops.add(i));
                if s0 > 0 && shrink != 1.0 {
                    *sums.add(i) *= shrink;
                    scale_head(out.add(i * out_stride), shrink);
                }
            }
            // A loop of its own: no row waits for its own maximum.
            for i in 0..rows {
                let row = scores.add(i * KEYS);
                *sums.add(i) += exp_row(&exp, row, wide, shape.scale, *tops.add(i));
            }
            let start = if s0 == 0 { ZERO } else { ACCUMULATE };
            let size = (rows, HEAD, columns);
            shape.multiply(
                NN,
                size,
                (scores, KEYS),
                (v, kv_stride),
                (out, out_stride),
                start,
            );
            s0 += KEYS;
        }
        for i in 0..rows {
            let sum = *sums.add(i);
            let share = if sum == 0.0 { 0.0 } else { 1.0 / sum };
            scale_head(out.add(i * out_stride), share);
            *lse.add(t0 + i) = *tops.add(i) + ln_one(sum);
        }
        t0 += most;
    }
}

/// Takes a row of raw scores into the running maximum of its scaled scores; returns the factor for what
/// was accumulated under the old one. Needs scale > 0: the largest score is looked for before scaling.
#[inline(always)]
pub unsafe fn raise_top(row: *const f32, wide: usize, scale: f32, top: *mut f32) -> f32 {
    let (old, highest) = (*top, largest_of_tile(row, wide) * scale);
    if !(old < highest) {
        return 1.0;
    }
    *top = highest;
    // Under the first maximum nothing was accumulated.
    if old == f32::NEG_INFINITY {
        0.0
    } else {
        exp_one(old - highest)
    }
}

/// Turns a row of raw scores into exp(score * scale - top) and returns its sum.
#[inline(always)]
pub unsafe fn exp_row(exp: &Exp, row: *mut f32, wide: usize, scale: f32, top: f32) -> f32 {
    // Nothing seen yet: any finite base gives exp(-infinity) = 0, and -infinity would give NaN.
    let base = if top == f32::NEG_INFINITY { 0.0 } else { top };
    let (factor, minus_base) = (F32x4::splat(scale), F32x4::splat(-base));
    let (mut low, mut high) = (F32x4::splat(0.0), F32x4::splat(0.0));
    let mut at = row;
    for _ in 0..wide / 8 {
        let [a, b] = load_pair(at);
        let a = exp.nonpositive(a.madd(factor, minus_base));
        let b = exp.nonpositive(b.madd(factor, minus_base));
        store_pair([a, b], at);
        low = low.add(a);
        high = high.add(b);
        at = at.add(8);
    }
    let [low, high] = side_by_side([low, high]);
    low.add(high).sum()
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
    let p = scratch;
    let ds = p.add(TILE);
    let bias = ds.add(TILE);
    let exp = Exp::flushing();
    let (q_stride, kv_stride, out_stride) = (shape.q_stride, shape.kv_stride, shape.out_stride);
    let most = if CAUSAL { CAUSAL_QUERIES } else { QUERIES };

    let mut s0 = 0;
    while s0 < shape.keys {
        let (k, v) = (k.add(s0 * kv_stride), v.add(s0 * kv_stride));
        let (dk, dv) = (dk.add(s0 * kv_stride), dv.add(s0 * kv_stride));
        let whole = least(KEYS, shape.keys - s0);
        // How many of these keys have a gradient already; the first product writes, others add.
        let mut written = 0;
        let mut t0 = 0;
        while t0 < shape.queries {
            let rows = least(most, shape.queries - t0);
            let seen = shape.seen::<CAUSAL>(t0 + rows - 1);
            if seen <= s0 {
                if s0 == 0 {
                    clear_heads(dq.add(t0 * q_stride), q_stride, 0, rows);
                }
                t0 += most;
                continue;
            }
            let columns = least(KEYS, seen - s0);
            let wide = (columns + 7) & !7;
            let hidden = fill_bias(bias, mask, b * shape.keys + s0, columns, wide);
            let (q, dq) = (q.add(t0 * q_stride), dq.add(t0 * q_stride));
            let (out, d_out) = (out.add(t0 * out_stride), d_out.add(t0 * out_stride));
            let size = (rows, columns, HEAD);
            shape.multiply(NT, size, (q, q_stride), (k, kv_stride), (p, KEYS), ZERO);
            shape.multiply(
                NT,
                size,
                (d_out, out_stride),
                (v, kv_stride),
                (ds, KEYS),
                ZERO,
            );
            clear_beyond(p, rows, columns, wide);
            clear_beyond(ds, rows, columns, wide);
            for i in 0..rows {
                let (row, d_row) = (p.add(i * KEYS), ds.add(i * KEYS));
                if hidden {
                    add_row(row, bias, wide);
                }
                if CAUSAL {
                    hide_from(row, shape.seen::<CAUSAL>(t0 + i).saturating_sub(s0), wide);
                }
                let delta = head_dot(d_out.add(i * out_stride), out.add(i * out_stride));
                let lse = *lse.add(t0 + i);
                score_gradient(&exp, row, d_row, wide, shape.scale, lse, delta);
            }
            let start = if written == 0 { ZERO } else { ACCUMULATE };
            let size = (columns, HEAD, rows);
            shape.multiply(
                TN,
                size,
                (p, KEYS),
                (d_out, out_stride),
                (dv, kv_stride),
                start,
            );
            shape.multiply(TN, size, (ds, KEYS), (q, q_stride), (dk, kv_stride), start);
            if written == 0 {
                clear_heads(dk, kv_stride, columns, whole);
                clear_heads(dv, kv_stride, columns, whole);
                written = whole;
            }
            let start = if s0 == 0 { ZERO } else { ACCUMULATE };
            let size = (rows, HEAD, columns);
            shape.multiply(NN, size, (ds, KEYS), (k, kv_stride), (dq, q_stride), start);
            t0 += most;
        }
        clear_heads(dk, kv_stride, written, whole);
        clear_heads(dv, kv_stride, written, whole);
        s0 += KEYS;
    }
}

/// row: raw scores become p. d_row: do v^T becomes ds.
#[inline(always)]
unsafe fn score_gradient(
    exp: &Exp,
    row: *mut f32,
    d_row: *mut f32,
    wide: usize,
    scale: f32,
    lse: f32,
    delta: f32,
) {
    // A query that saw nothing: exp(score - infinity) = 0 for every key.
    let minus_lse = if lse == f32::NEG_INFINITY { lse } else { -lse };
    let (factor, delta) = (F32x4::splat(scale), F32x4::splat(delta));
    let minus_lse = F32x4::splat(minus_lse);
    let ins = [row as *const f32, d_row as *const f32];
    map_lanes(wide, ins, [row, d_row], |[x, d]| {
        let p = exp.nonpositive(x.madd(factor, minus_lse));
        [p, p.mul(d.sub(delta)).mul(factor)]
    });
}

#[cfg(test)]
#[path = "attention_test.rs"]
mod tests;
