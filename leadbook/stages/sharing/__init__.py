"""Sharing leads among reps as numbers: who gets which, level by level, with a proof of how good it is.

No names and no frames here: `leadbook.stages.allocate` turns the sheets into a `Pool` and a `Stand`, and the result
into sentences. The levels, each decided before the next (lexicographic):

1. who may get a lead, and room, are kept.
2. placed: the best-scoring leads that fit.
3. counts: promised minimums, then nobody at quota, then in proportion to need, then what reps prefer.
4. quality: each band of scores shared by the same rule, the best first, the counts being fixed.
"""

from leadbook.stages.sharing.pool import Level, Pool, Shared, Stand, bits
from leadbook.stages.sharing.share import share_out

__all__ = ["Level", "Pool", "Shared", "Stand", "bits", "share_out"]
