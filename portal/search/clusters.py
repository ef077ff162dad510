"""Points close together become one mark, so that a map stays legible however many there are.

static/js/map.js does the same again when the map is zoomed.
"""

import numpy as np


def clusters(xs, ys, weights, reach):
    """[numbers of points], one tuple a mark, its heaviest point first: there the mark stands.

    Marks are at least ``reach`` apart: the heaviest point that is left takes all others that near.
    """
    xs, ys = np.asarray(xs, float), np.asarray(ys, float)
    left, found = np.argsort(-np.asarray(weights), kind="stable"), []
    while len(left):
        near = np.hypot(xs[left] - xs[left[0]], ys[left] - ys[left[0]]) < reach
        found.append(tuple(left[near].tolist()))
        left = left[~near]
    return found
