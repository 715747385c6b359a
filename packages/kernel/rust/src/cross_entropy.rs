//! Cross-entropy with label smoothing and a padding mark, fused with its gradient.
//! Legend: R rows, V classes. logits (R, V), targets (R), losses (R).
//!
//! With p = softmax(logits) and smoothing e, a row costs -(1-e) ln p[target] - e mean(ln p), and its
//! gradient is (p - (1-e) [v = target] - e/V) * scale. `scale` is 1/count for a mean over count
//! rows, times whatever factor the caller wants on top. A row whose target is PADDING costs 0 and
//! gets a gradient of zeros; any other target >= V gives NaN in both, never a stray read.
//! Row losses are kept (not summed here), so that no sum depends on how rows are split.
//! Error: loss within 4e-7 * max(1, |logit - largest|), p within 3 ulp + 2^-126. NaN or +infinity
//! in a row makes its loss NaN; -infinity is a class that cannot happen (with smoothing its cost,
//! and so the loss, is +infinity).

use crate::edges::{for_lanes, largest, Lanes};
use crate::exp::{ln_one, Exp};
use crate::lanes::F32x4;

/// The target of a row that does not count.
pub const PADDING: u32 = u32::MAX;

/// How many of targets[begin..end] are not padding.
#[no_mangle]
pub unsafe extern "C" fn cross_entropy_count(
    targets: *const u32, // (R)
    begin: usize,
    end: usize,
) -> usize {
    let mut count = 0;
    for r in begin..end {
        count += (*targets.add(r) != PADDING) as usize;
    }
    count
}

/// Row losses only; logits stay as they are.
#[no_mangle]
pub unsafe extern "C" fn cross_entropy_forward(
    losses: *mut f32,    // (R)
    logits: *const f32,  // (R, V)
    targets: *const u32, // (R)
    classes: usize,
    smoothing: f32,
    begin: usize,
    end: usize,
) {
    let exp = Exp::flushing();
    for r in begin..end {
        let row = logits.add(r * classes);
        let target = *targets.add(r);
        *losses.add(r) = if target == PADDING {
            0.0
        } else {
            let top = largest(row, classes);
            let base = F32x4::splat(top);
            let (mut sum, mut total) = (F32x4::splat(0.0), F32x4::splat(0.0));
            for_lanes(classes, |i, lanes| {
                exp_four(&exp, row.add(i), lanes, base, &mut sum, &mut total);
            });
            let named = named_logit(row, target, classes);
            loss_of(named, classes, smoothing, top, total.sum(), sum.sum())
        };
    }
}

/// Row losses, and the logits replaced by their gradient.
#[no_mangle]
pub unsafe extern "C" fn cross_entropy_forward_backward(
    losses: *mut f32,    // (R)
    logits: *mut f32,    // (R, V), becomes d_logits
    targets: *const u32, // (R)
    classes: usize,
    smoothing: f32,
    scale: f32,
    begin: usize,
    end: usize,
) {
    let exp = Exp::flushing();
    for r in begin..end {
        let row = logits.add(r * classes);
        let target = *targets.add(r);
        if target == PADDING {
            *losses.add(r) = 0.0;
            for_lanes(classes, |i, lanes| {
                lanes.store(F32x4::splat(0.0), row.add(i))
            });
            continue;
        }
        let top = largest(row, classes);
        let named = named_logit(row, target, classes);
        let base = F32x4::splat(top);
        let (mut sum, mut total) = (F32x4::splat(0.0), F32x4::splat(0.0));
        for_lanes(classes, |i, lanes| {
            let p = exp_four(&exp, row.add(i), lanes, base, &mut sum, &mut total);
            lanes.store(p, row.add(i));
        });
        let sum = sum.sum();
        *losses.add(r) = loss_of(named, classes, smoothing, top, total.sum(), sum);
        // A NaN target or logit has to reach the gradient even where its own term is exact.
        let spread = if named.is_nan() {
            named
        } else {
            -smoothing / classes as f32 * scale
        };
        let (factor, spread) = (F32x4::splat(scale / sum), F32x4::splat(spread));
        for_lanes(classes, |i, lanes| {
            let p = lanes.load(row.add(i), 0.0);
            lanes.store(p.madd(factor, spread), row.add(i))
        });
        if (target as usize) < classes {
            *row.add(target as usize) -= (1.0 - smoothing) * scale;
        }
    }
}

/// exp(logit - largest) of four classes, added to `sum`; logit - largest itself, which label
/// smoothing needs, added to `total`. Missing lanes add nothing to either.
#[inline(always)]
unsafe fn exp_four(
    exp: &Exp,
    x: *const f32,
    lanes: Lanes,
    top: F32x4,
    sum: &mut F32x4,
    total: &mut F32x4,
) -> F32x4 {
    let below = lanes.load(x, f32::NEG_INFINITY).sub(top);
    let p = exp.nonpositive(below);
    *sum = sum.add(p);
    *total = total.add(match lanes {
        Lanes::Four => below,
        Lanes::Some(_) => lanes.load(x, top.first()).sub(top),
    });
    p
}

/// NaN for a target outside the row: no stray read, and nobody mistakes it for a loss.
#[inline(always)]
unsafe fn named_logit(row: *const f32, target: u32, classes: usize) -> f32 {
    if (target as usize) < classes {
        *row.add(target as usize)
    } else {
        f32::NAN
    }
}

#[inline(always)]
fn loss_of(named: f32, classes: usize, smoothing: f32, largest: f32, total: f32, sum: f32) -> f32 {
    let hit = (1.0 - smoothing) * (named - largest);
    // 0 * -infinity would be NaN where smoothing is off.
    let mean = if smoothing == 0.0 {
        0.0
    } else {
        smoothing * (total / classes as f32)
    };
    ln_one(sum) - hit - mean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::{as_f64, assert_close, differences, Random};

    const SHAPES: [(usize, usize); 6] = [(1, 1), (2, 3), (4, 5), (3, 64), (2, 131), (0, 8)];

    fn naive(logits: &[f64], targets: &[u32], classes: usize, smoothing: f64) -> Vec<f64> {
        logits
            .chunks(classes)
            .zip(targets)
            .map(|(row, &target)| {
                if target == PADDING {
                    return 0.0;
                }
                let top = row.iter().cloned().fold(f64::NEG_INFINITY, f64::max);
                let lse = row.iter().map(|x| (x - top).exp()).sum::<f64>().ln() + top;
                let mean = row.iter().map(|x| lse - x).sum::<f64>() / classes as f64;
                (1.0 - smoothing) * (lse - row[target as usize]) + smoothing * mean
            })
            .collect()
    }

    fn both(
        logits: &[f32],
        targets: &[u32],
        classes: usize,
        smoothing: f32,
    ) -> (Vec<f32>, Vec<f32>) {
        let rows = targets.len();
        let (mut only, mut losses) = (vec![9.0; rows], vec![9.0; rows]);
        let mut grad = logits.to_vec();
        unsafe {
            cross_entropy_forward(
                only.as_mut_ptr(),
                logits.as_ptr(),
                targets.as_ptr(),
                classes,
                smoothing,
                0,
                rows,
            );
            cross_entropy_forward_backward(
                losses.as_mut_ptr(),
                grad.as_mut_ptr(),
                targets.as_ptr(),
                classes,
                smoothing,
                0.5,
                0,
                rows,
            );
        }
        for (a, b) in only.iter().zip(&losses) {
            assert!(a == b || a.is_nan() && b.is_nan());
        }
        (losses, grad)
    }

    #[test]
    fn losses_and_gradients_agree_with_the_naive_form() {
        let mut random = Random::new(10);
        for (rows, classes) in SHAPES {
            for smoothing in [0.0, 0.1] {
                let logits = random.floats(rows * classes, 6.0);
                let targets: Vec<u32> = (0..rows)
                    .map(|r| {
                        if r % 4 == 3 {
                            PADDING
                        } else {
                            random.below(classes) as u32
                        }
                    })
                    .collect();
                let (losses, grad) = both(&logits, &targets, classes, smoothing);
                let of = |x: &[f64]| naive(x, &targets, classes, smoothing as f64);
                assert_close(&losses, &of(&as_f64(&logits)), 1e-6, "loss");
                let want = differences(&as_f64(&logits), |x| of(x).iter().sum::<f64>() * 0.5);
                assert_close(&grad, &want, 1e-6, "d_logits");
                let count = unsafe { cross_entropy_count(targets.as_ptr(), 0, rows) };
                assert_eq!(count, targets.iter().filter(|&&t| t != PADDING).count());
            }
        }
    }

    #[test]
    fn large_logits_cost_what_they_should() {
        let (losses, grad) = both(&[1e30, -1e30, 0.0, 1e4, 1e4, 1e4], &[0, 2], 3, 0.0);
        assert_eq!(losses[0], 0.0);
        assert!((losses[1] - 3f32.ln()).abs() < 1e-6);
        assert_eq!(grad[..3], [0.0, 0.0, 0.0]);
    }

    #[test]
    fn nan_impossible_classes_and_stray_targets_follow_the_header() {
        let low = f32::NEG_INFINITY;
        let logits = [0.0, f32::NAN, 1.0, low, 0.0, 0.0, 0.0, 1.0];
        let (losses, grad) = both(&logits, &[0, 0, 7, PADDING], 2, 0.0);
        assert!(losses[0].is_nan() && grad[0].is_nan() && grad[1].is_nan());
        assert_eq!((losses[1], grad[2], grad[3]), (0.0, 0.0, 0.0));
        assert!(losses[2].is_nan() && grad[4].is_nan() && grad[5].is_nan());
        assert_eq!((losses[3], grad[6], grad[7]), (0.0, 0.0, 0.0));
        let (losses, grad) = both(&[low, 0.0, 0.0], &[1], 3, 0.0);
        assert!((losses[0] - 2f32.ln()).abs() < 1e-6);
        assert_eq!(grad[0], 0.0);
    }
}
