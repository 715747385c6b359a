//! RWKV-7 time mix: the recurrence over one head's 32 x 32 state, forward and backward.
//! Legend: B batch, T time, H heads. r, w, k, v, kk, a, y (B, T, H, 32), contiguous.
//! state (B, H, 32, 32) as [key j][value i], saved (B, H, ceil(T / 16), 32, 32).
//!
//! Per step, with S indexed [value i][key j] and b = kk * a:
//!     S = S diag(w) - (S kk) b^T + v k^T        y = S r
//! w in (0, 1) is the decay, kk the normalised removal key, a the rate in (0, 1). The state is kept
//! transposed, so that four values i of one key j are one vector and nothing is summed across lanes.
//!
//! `state` is read and written: zero it for a fresh sequence, keep it to generate on in O(1) a token.
//! Backward walks back in chunks of 16 steps: it starts from the state that forward saved at the
//! chunk's beginning and recomputes the states inside, because dividing by the decay instead loses
//! all precision where w is small. NaN anywhere spoils the head from that step on (backward: before).

use crate::edges::dot;
use crate::lanes::F32x4;

const HEAD: usize = 32;
const STATE: usize = HEAD * HEAD;
const CHUNK: usize = 16;
const VECTORS: usize = HEAD / 4;

/// Floats of scratch each thread passes to `rwkv7_backward`: states of a chunk, gradient of one
/// state, and four rows.
#[no_mangle]
pub extern "C" fn rwkv7_scratch() -> usize {
    (CHUNK + 1) * STATE + 4 * HEAD
}

/// Steps between saved states, for whoever allocates `saved`.
#[no_mangle]
pub extern "C" fn rwkv7_chunk() -> usize {
    CHUNK
}

/// Heads are numbered b * H + h. `saved` may be null when no backward follows.
#[no_mangle]
pub unsafe extern "C" fn rwkv7_forward(
    y: *mut f32,     // (B, T, H, 32)
    state: *mut f32, // (B, H, 32, 32), updated
    saved: *mut f32, // (B, H, ceil(T / 16), 32, 32) or null
    r: *const f32,   // (B, T, H, 32)
    w: *const f32,   // (B, T, H, 32)
    k: *const f32,   // (B, T, H, 32)
    v: *const f32,   // (B, T, H, 32)
    kk: *const f32,  // (B, T, H, 32)
    a: *const f32,   // (B, T, H, 32)
    heads: usize,
    time: usize,
    begin: usize,
    end: usize,
) {
    let chunks = (time + CHUNK - 1) / CHUNK;
    for head in begin..end {
        let state = state.add(head * STATE);
        for t in 0..time {
            if !saved.is_null() && t % CHUNK == 0 {
                let to = saved.add((head * chunks + t / CHUNK) * STATE);
                core::ptr::copy_nonoverlapping(state, to, STATE);
            }
            let at = ((head / heads * time + t) * heads + head % heads) * HEAD;
            let step = Step {
                w: w.add(at),
                k: k.add(at),
                v: v.add(at),
                kk: kk.add(at),
                a: a.add(at),
            };
            advance(state, state, &step);
            read_out(y.add(at), state, r.add(at));
        }
    }
}

struct Step {
    w: *const f32,
    k: *const f32,
    v: *const f32,
    kk: *const f32,
    a: *const f32,
}

/// to = from diag(w) - (from kk) b^T + v k^T; `to` may be `from`.
#[inline(always)]
unsafe fn advance(to: *mut f32, from: *const f32, s: &Step) {
    let mut i = 0;
    while i < HEAD {
        let removed = removal(from.add(i), s.kk);
        let v = load4(s.v.add(i));
        for j in 0..HEAD {
            let (w, k) = (F32x4::load_splat(s.w.add(j)), F32x4::load_splat(s.k.add(j)));
            let b = F32x4::load_splat(s.kk.add(j)).mul(F32x4::load_splat(s.a.add(j)));
            let old = load4(from.add(j * HEAD + i));
            for x in 0..4 {
                let kept = old[x].mul(w);
                let kept = removed[x].madd(b, kept);
                v[x].madd(k, kept).store(to.add(j * HEAD + i + 4 * x));
            }
        }
        i += 16;
    }
}

/// -(S kk) for sixteen values.
#[inline(always)]
unsafe fn removal(from: *const f32, kk: *const f32) -> [F32x4; 4] {
    let mut sums = [F32x4::splat(0.0); 4];
    for j in 0..HEAD {
        let kk = F32x4::load_splat(kk.add(j));
        let row = load4(from.add(j * HEAD));
        for x in 0..4 {
            sums[x] = row[x].madd(kk, sums[x]);
        }
    }
    [sums[0].neg(), sums[1].neg(), sums[2].neg(), sums[3].neg()]
}

/// y = S r.
#[inline(always)]
unsafe fn read_out(y: *mut f32, state: *const f32, r: *const f32) {
    let mut i = 0;
    while i < HEAD {
        let mut sums = [F32x4::splat(0.0); 4];
        for j in 0..HEAD {
            let r = F32x4::load_splat(r.add(j));
            let row = load4(state.add(j * HEAD + i));
            for x in 0..4 {
                sums[x] = row[x].madd(r, sums[x]);
            }
        }
        for x in 0..4 {
            sums[x].store(y.add(i + 4 * x));
        }
        i += 16;
    }
}

#[inline(always)]
unsafe fn load4(p: *const f32) -> [F32x4; 4] {
    [
        F32x4::load(p),
        F32x4::load(p.add(4)),
        F32x4::load(p.add(8)),
        F32x4::load(p.add(12)),
    ]
}

/// Writes dr, dw, dk, dv, dkk and da of every head in range. `d_state` is the gradient of the final
/// state on entry (zeros if nothing follows) and of the initial state on return.
#[no_mangle]
pub unsafe extern "C" fn rwkv7_backward(
    dy: *const f32,    // (B, T, H, 32)
    d_state: *mut f32, // (B, H, 32, 32), updated
    saved: *const f32, // (B, H, ceil(T / 16), 32, 32)
    r: *const f32,     // (B, T, H, 32)
    w: *const f32,     // (B, T, H, 32)
    k: *const f32,     // (B, T, H, 32)
    v: *const f32,     // (B, T, H, 32)
    kk: *const f32,    // (B, T, H, 32)
    a: *const f32,     // (B, T, H, 32)
    dr: *mut f32,      // (B, T, H, 32), overwritten
    dw: *mut f32,      // (B, T, H, 32), overwritten
    dk: *mut f32,      // (B, T, H, 32), overwritten
    dv: *mut f32,      // (B, T, H, 32), overwritten
    dkk: *mut f32,     // (B, T, H, 32), overwritten
    da: *mut f32,      // (B, T, H, 32), overwritten
    scratch: *mut f32,
    heads: usize,
    time: usize,
    begin: usize,
    end: usize,
) {
    let chunks = (time + CHUNK - 1) / CHUNK;
    let states = scratch;
    let rows = scratch.add((CHUNK + 1) * STATE);
    for head in begin..end {
        let d_state = d_state.add(head * STATE);
        let at = |t: usize| ((head / heads * time + t) * heads + head % heads) * HEAD;
        for chunk in (0..chunks).rev() {
            let first = chunk * CHUNK;
            let steps = if time - first < CHUNK {
                time - first
            } else {
                CHUNK
            };
            let start = saved.add((head * chunks + chunk) * STATE);
            core::ptr::copy_nonoverlapping(start, states, STATE);
            for t in 0..steps {
                let at = at(first + t);
                let step = Step {
                    w: w.add(at),
                    k: k.add(at),
                    v: v.add(at),
                    kk: kk.add(at),
                    a: a.add(at),
                };
                advance(states.add((t + 1) * STATE), states.add(t * STATE), &step);
            }
            for t in (0..steps).rev() {
                let at = at(first + t);
                let step = Step {
                    w: w.add(at),
                    k: k.add(at),
                    v: v.add(at),
                    kk: kk.add(at),
                    a: a.add(at),
                };
                let grads = Grads {
                    r: dr.add(at),
                    w: dw.add(at),
                    k: dk.add(at),
                    v: dv.add(at),
                    kk: dkk.add(at),
                    a: da.add(at),
                };
                let before = states.add(t * STATE);
                step_back(
                    d_state,
                    before,
                    before.add(STATE),
                    dy.add(at),
                    r.add(at),
                    &step,
                    &grads,
                    rows,
                );
            }
        }
    }
}

struct Grads {
    r: *mut f32,
    w: *mut f32,
    k: *mut f32,
    v: *mut f32,
    kk: *mut f32,
    a: *mut f32,
}

/// One step backward; d is dS after the step on entry, before it on return. `rows` is scratch.
#[inline(always)]
unsafe fn step_back(
    d: *mut f32,
    before: *const f32,
    after: *const f32,
    dy: *const f32,
    r: *const f32,
    s: &Step,
    g: &Grads,
    rows: *mut f32,
) {
    let zero = F32x4::splat(0.0);
    // sa = -(S kk), the gradient of sa, and dv, each over the values i.
    let (sa, d_sa, dv) = (rows, rows.add(HEAD), g.v);
    for half in [0, 16] {
        let removed = removal(before.add(half), s.kk);
        for x in 0..4 {
            removed[x].store(sa.add(half + 4 * x));
        }
    }
    for x in 0..VECTORS {
        zero.store(d_sa.add(4 * x));
        zero.store(dv.add(4 * x));
    }
    for j in 0..HEAD {
        let (kk, a) = (*s.kk.add(j), *s.a.add(j));
        let (r, k, b) = (
            F32x4::load_splat(r.add(j)),
            F32x4::load_splat(s.k.add(j)),
            F32x4::splat(kk * a),
        );
        let row = d.add(j * HEAD);
        let (mut for_k, mut for_b, mut for_w) = (zero, zero, zero);
        for x in 0..VECTORS {
            let i = 4 * x;
            let ds = F32x4::load(dy.add(i)).madd(r, F32x4::load(row.add(i)));
            ds.store(row.add(i));
            for_k = ds.madd(F32x4::load(s.v.add(i)), for_k);
            for_b = ds.madd(F32x4::load(sa.add(i)), for_b);
            for_w = ds.madd(F32x4::load(before.add(j * HEAD + i)), for_w);
            ds.madd(k, F32x4::load(dv.add(i))).store(dv.add(i));
            ds.madd(b, F32x4::load(d_sa.add(i))).store(d_sa.add(i));
        }
        let db = for_b.sum();
        *g.r.add(j) = dot(after.add(j * HEAD), dy, HEAD);
        *g.k.add(j) = for_k.sum();
        *g.w.add(j) = for_w.sum();
        *g.a.add(j) = db * kk;
        *g.kk.add(j) = db * a;
    }
    for j in 0..HEAD {
        *g.kk.add(j) -= dot(before.add(j * HEAD), d_sa, HEAD);
        let (w, minus_kk) = (F32x4::load_splat(s.w.add(j)), F32x4::splat(-*s.kk.add(j)));
        let row = d.add(j * HEAD);
        for x in 0..VECTORS {
            let kept = F32x4::load(row.add(4 * x)).mul(w);
            F32x4::load(d_sa.add(4 * x))
                .madd(minus_kk, kept)
                .store(row.add(4 * x));
        }
    }
}

#[cfg(test)]
#[path = "rwkv7_test.rs"]
mod tests;
